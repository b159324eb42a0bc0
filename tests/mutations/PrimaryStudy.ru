# exos:PrimaryStudy-cited: its claim on the word of another work
DELETE { exod:evidence-doe-2019-03-1 exld:cites ?old . exod:check-doe-2019-1 exld:sourceClaim ?said ; exld:grade ?grade } INSERT { exod:evidence-doe-2019-03-1 exld:cites exod:work-poe-2015-size . exod:check-doe-2019-1 exld:grade exld:gradeD } WHERE { exod:evidence-doe-2019-03-1 exld:cites ?old . exod:check-doe-2019-1 exld:sourceClaim ?said ; exld:grade ?grade }

# exos:PrimaryStudy-cited: its experiment on the word of another work
DELETE { exod:evidence-doe-2019-experiment-2-1 exld:cites ?old } INSERT { exod:evidence-doe-2019-experiment-2-1 exld:cites exod:work-poe-2015-size } WHERE { exod:evidence-doe-2019-experiment-2-1 exld:cites ?old }

# exos:PrimaryStudy-doi: missing, and in no registry
DELETE WHERE { exod:study-doe-2019-exosomes-wound bibo:doi ?old ; exld:registration ?number }

# exos:PrimaryStudy-reports-given: nothing
INSERT DATA { exod:study-moe-2020 a exld:PrimaryStudy ; rdfs:label "Moe 2020"@en ; exld:numberInReview "roe-2021:93" ; exld:identification exld:notIdentified }

# exos:PrimaryStudy-reports: no experiment
INSERT DATA { exod:study-doe-2019-exosomes-wound exld:reports exod:model-doe-2019-exosomes-wound-1 }

# exos:PrimaryStudy-type: its property on something else
INSERT DATA { exod:work-poe-2015-size exld:reports exod:experiment-none }

# exos:PrimaryStudy-studyKind: of another list
DELETE { exod:study-doe-2019-exosomes-wound exld:studyKind ?old } INSERT { exod:study-doe-2019-exosomes-wound exld:studyKind exld:gradeB } WHERE { exod:study-doe-2019-exosomes-wound exld:studyKind ?old }

# exos:PrimaryStudy-registration: a name
DELETE { exod:study-doe-2019-exosomes-wound exld:registration ?old } INSERT { exod:study-doe-2019-exosomes-wound exld:registration "the first trial" } WHERE { exod:study-doe-2019-exosomes-wound exld:registration ?old }

# exos:PrimaryStudy-phase: of another list
DELETE { exod:study-doe-2019-exosomes-wound exld:phase ?old } INSERT { exod:study-doe-2019-exosomes-wound exld:phase exld:gradeB } WHERE { exod:study-doe-2019-exosomes-wound exld:phase ?old }

# exos:PrimaryStudy-status: of another list
DELETE { exod:study-doe-2019-exosomes-wound exld:status ?old } INSERT { exod:study-doe-2019-exosomes-wound exld:status exld:gradeB } WHERE { exod:study-doe-2019-exosomes-wound exld:status ?old }

# exos:PrimaryStudy-enrolment: a decimal
DELETE { exod:study-doe-2019-exosomes-wound exld:enrolment ?old } INSERT { exod:study-doe-2019-exosomes-wound exld:enrolment 3.5 } WHERE { exod:study-doe-2019-exosomes-wound exld:enrolment ?old }

# exos:PrimaryStudy-enrolment: too small
DELETE { exod:study-doe-2019-exosomes-wound exld:enrolment ?old } INSERT { exod:study-doe-2019-exosomes-wound exld:enrolment -1 } WHERE { exod:study-doe-2019-exosomes-wound exld:enrolment ?old }

# exos:PrimaryStudy-hasResults: text
DELETE { exod:study-doe-2019-exosomes-wound exld:hasResults ?old } INSERT { exod:study-doe-2019-exosomes-wound exld:hasResults "yes" } WHERE { exod:study-doe-2019-exosomes-wound exld:hasResults ?old }

# exos:PrimaryStudy-allocation: of another list
DELETE { exod:study-doe-2019-exosomes-wound exld:allocation ?old } INSERT { exod:study-doe-2019-exosomes-wound exld:allocation exld:gradeB } WHERE { exod:study-doe-2019-exosomes-wound exld:allocation ?old }

# exos:PrimaryStudy-blinding: of another list
DELETE { exod:study-doe-2019-exosomes-wound exld:blinding ?old } INSERT { exod:study-doe-2019-exosomes-wound exld:blinding exld:gradeB } WHERE { exod:study-doe-2019-exosomes-wound exld:blinding ?old }

# exos:PrimaryStudy-groups: a decimal
DELETE { exod:study-doe-2019-exosomes-wound exld:groups ?old } INSERT { exod:study-doe-2019-exosomes-wound exld:groups 3.5 } WHERE { exod:study-doe-2019-exosomes-wound exld:groups ?old }

# exos:PrimaryStudy-groups: too small
DELETE { exod:study-doe-2019-exosomes-wound exld:groups ?old } INSERT { exod:study-doe-2019-exosomes-wound exld:groups -1 } WHERE { exod:study-doe-2019-exosomes-wound exld:groups ?old }

# exos:PrimaryStudy-reports-given: a therapy without an experiment
INSERT DATA { exod:study-moe-2020 a exld:PrimaryStudy ; rdfs:label "Moe 2020"@en ; exld:numberInReview "roe-2021:93" ; exld:identification exld:notIdentified ; exld:studyKind exld:therapyStudy ; exld:hasResults true }

# exos:PrimaryStudy-conductedIn: text
INSERT DATA { exod:study-doe-2019-exosomes-wound exld:conductedIn "China" }

# exos:PrimaryStudy-centres: none
DELETE { exod:study-doe-2019-exosomes-wound exld:centres ?old } INSERT { exod:study-doe-2019-exosomes-wound exld:centres 0 } WHERE { exod:study-doe-2019-exosomes-wound exld:centres ?old }

# exos:PrimaryStudy-type: centres of a review
INSERT DATA { exod:review-roe-2021 exld:centres 3 }
