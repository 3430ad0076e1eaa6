# Words of the page "About this demo".

demo-term = Demonstration
demo-title = About this demo
demo-lead = Four things here are real: what 2,031 residents said in 2018, what ten counties published about unemployment, how long people waited in 130 hospitals, and how 955 people of a part of Łódź divided their budget. Everything around them is invented, to show how it would be to act on it together.
demo-enter-title = Go in as somebody
demo-look = Or look around without being anybody
demo-as-resident = A resident who holds a seat in the steering circle
demo-as-partner = The lead of a partner: Warren County's workforce team
demo-as-facilitator = The facilitator of a working group
demo-as-backbone = The director of the backbone
demo-as-administrator = The administrator of this installation
demo-as = { $name }, invented
demo-be-resident = Go in as the resident
demo-be-partner = Go in as the partner
demo-be-facilitator = Go in as the facilitator
demo-be-backbone = Go in as the backbone
demo-be-administrator = Go in as the administrator
demo-real-title = What is real
demo-real-voices = The conversation: 896 statements and 225,524 votes of 2,031 people, gathered with Polis in February 2018 for the American Assembly and published by The Computational Democracy Project under CC BY 4.0 (compdemocracy.org/case-studies/2018-kentucky).
demo-real-figures = The figures: labour force and unemployed people of ten counties of the Barren River district, 2007 to 2018, from the Bureau of Labor Statistics' local area statistics as published by the USDA Economic Research Service; public domain.
demo-real-care = The second initiative, on emergency care: attendances at the major accident and emergency departments of 130 English hospital trusts and how many of them took longer than four hours, April 2016 to March 2019, as NHS England published them; contains public sector information licensed under the Open Government Licence v3.0.
demo-real-budget = One of the shared budgets: the 9 projects and 955 ballots of Mileszki, a part of Łódź, November 2020, from Pabulib (pabulib.org, arXiv 2012.06539) as the Python package abcvoting gives them under the MIT licence. The other one is invented.
demo-real-days = The third initiative, on Uber in Taiwan: 197 statements and every vote of 1,921 people with its time, June 2015 to February 2019, most of them in the first two months, gathered with Polis for vTaiwan and published by The Computational Democracy Project under CC BY 4.0 (compdemocracy.org/case-studies/2015-vtaiwan-uberx).
demo-look-days = Or see how opinions moved in Taiwan, evening by evening
demo-look-care = Or look at the hospitals' initiative
demo-invented-title = What is invented
demo-invented = Every person, organisation, seat, clause, decision, activity, promise, update, answer and win. No county's workforce team has said or done any of this. The mail of this demo goes nowhere.
