-- As agenda/0026 does for those who take part in a conversation.
DROP INDEX fund_voter_person;
CREATE UNIQUE INDEX fund_voter_person ON fund_voter (initiative, fund, person) WHERE person IS NOT NULL;
DROP INDEX fund_voter_mark;
CREATE UNIQUE INDEX fund_voter_mark ON fund_voter (initiative, fund, mark) WHERE mark IS NOT NULL;
DROP INDEX consultation_person_person;
CREATE UNIQUE INDEX consultation_person_person ON consultation_person (initiative, consultation, person)
    WHERE person IS NOT NULL;
DROP INDEX consultation_person_mark;
CREATE UNIQUE INDEX consultation_person_mark ON consultation_person (initiative, consultation, mark) WHERE mark IS NOT NULL;
