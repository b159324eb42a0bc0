# exos:Claim-timeFrom: two of them
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exld:timeFrom 0.5 }

# exos:Claim-timeTo: two of them
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exld:timeTo 9.5 }

# exos:Claim-durationTo: two of them
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exld:durationTo 9.5 }

# exos:Claim-timeFrom: negative
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:timeFrom ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:timeFrom -1.0 } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:timeFrom ?old }

# exos:Claim-timeTo: an integer
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:timeTo ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:timeTo 6 } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:timeTo ?old }

# exos:Claim-durationTo: an integer
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:durationTo ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:durationTo 8 } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:durationTo ?old }

# exos:Claim-time-order: swapped
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:timeFrom ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:timeFrom 7.0 } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:timeFrom ?old }

# exos:Claim-duration-order: swapped
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:durationTo ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:durationTo 5.0 } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:durationTo ?old }

# exos:Claim-time: a stretch without its unit
DELETE WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:timeUnit ?old }

# exos:Claim-duration: the longest without its unit
DELETE WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:durationUnit ?old }

# exos:Dated-dateFrom: in words
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:dateFrom ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:dateFrom "April 2018" } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:dateFrom ?old }

# exos:Dated-dateFrom: no month
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:dateFrom ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:dateFrom "2018-13" } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:dateFrom ?old }

# exos:Dated-dateTo: two of them
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exld:dateTo "2018-09" }

# exos:DatedShape: on a review
INSERT DATA { exod:review-roe-2021 exld:dateFrom "2018" }

# exos:Claim-valuePer: no unit
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:valuePer ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:valuePer GO:0001525 } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:valuePer ?old }

# exos:Claim-valuePer-number: without a number
INSERT DATA { exod:claim-doe-2019-exosomes-wound-04 exld:valuePer unit:WK }

# exos:Claim-objectState: a manner
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:objectState ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:objectState exld:directly } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:objectState ?old }

# exos:Claim-manner: a degree
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exld:manner exld:marked }

# exos:Claim-despite: no claim
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exld:despite exod:section-roe-2021-wounds }

# exos:Claim-andAlso: no claim
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exld:andAlso exod:section-roe-2021-wounds }

# exos:Claim-embeds: no claim
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exld:embeds exod:section-roe-2021-wounds }

# exos:Claim-onCondition: no claim
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exld:onCondition exod:section-roe-2021-wounds }

# exos:Claim-unasserted: a condition that is told as a fact
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exld:onCondition exod:claim-doe-2019-exosomes-wound-04 }

# exos:Claim-unasserted: a question that is told as a fact
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exld:embeds exod:claim-doe-2019-exosomes-wound-04 }

# exos:Claim-scopeQuantifier-scope: no scope
DELETE WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:inOrganism ?old }

# exos:Claim-subjectQuantifier: a degree
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:subjectQuantifier ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:subjectQuantifier exld:marked } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:subjectQuantifier ?old }

# exos:Claim-subjectQuantifier: two of them
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exld:subjectQuantifier exld:few }

# exos:Claim-objectQuantifier: a degree
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:objectQuantifier ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:objectQuantifier exld:marked } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:objectQuantifier ?old }

# exos:Claim-objectQuantifier: two of them
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exld:objectQuantifier exld:few }

# exos:Claim-scopeQuantifier: a degree
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:scopeQuantifier ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:scopeQuantifier exld:marked } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:scopeQuantifier ?old }

# exos:Claim-scopeQuantifier: two of them
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exld:scopeQuantifier exld:few }
