META
key;value
description;A park or a bench
num_projects;2
num_votes;2
budget;100.50
rule;greedy
vote_type;approval
PROJECTS
project_id;cost;votes;name;selected
p1;70;2;"A park; large";1
p2;30.25;1;A bench;0
VOTES
voter_id;age;vote
1;34;p1,p2
2;;p1
