"""Statements of our own on real provisions: each once right, once with one planted error."""

AI, GDPR = "32024R1689", "32016R0679"

PAIRS: list[tuple[str, str, str, str]] = [
    # provision, right, kind of the planted error, wrong
    (
        f"{GDPR}#art_33.par_1",
        "The controller must notify a personal data breach to the supervisory authority "
        "within 72 hours of becoming aware of it.",
        "digit",
        "The controller must notify a personal data breach to the supervisory authority "
        "within 48 hours of becoming aware of it.",
    ),
    (
        f"{GDPR}#art_33.par_1",
        "No notification is needed where the breach is unlikely to put the rights and "
        "freedoms of natural persons at risk.",
        "unit",
        "A personal data breach must be notified to the supervisory authority within 72 days.",
    ),
    (
        f"{GDPR}#art_33.par_2",
        "A processor must notify the controller of a personal data breach without undue delay.",
        "actor",
        "A controller must notify the processor of a personal data breach without undue delay.",
    ),
    (
        f"{GDPR}#art_83.par_5",
        "The most serious infringements can cost up to EUR 20 000 000 or 4 % of worldwide "
        "annual turnover.",
        "percentage",
        "The most serious infringements can cost up to EUR 20 000 000 or 5 % of worldwide "
        "annual turnover.",
    ),
    (
        f"{GDPR}#art_83.par_4",
        "Infringing the obligations of controllers and processors can lead to fines of up "
        "to €10 million or 2 % of turnover.",
        "digit",
        "Infringing the obligations of controllers and processors can lead to fines of up "
        "to €20 million or 2 % of turnover.",
    ),
    (
        f"{GDPR}#art_12.par_3",
        "The controller must inform the data subject of the action taken on a request "
        "within one month of receipt.",
        "unit",
        "The controller must inform the data subject of the action taken on a request "
        "within one week of receipt.",
    ),
    (
        f"{GDPR}#art_12.par_3",
        "That period may be extended by two further months where requests are complex or numerous.",
        "number word",
        "That period may be extended by three further months where requests are complex or "
        "numerous.",
    ),
    (
        f"{GDPR}#art_8.par_1",
        "Consent to information society services is lawful where the child is at least 16 "
        "years old.",
        "digit",
        "Consent to information society services is lawful where the child is at least 14 "
        "years old.",
    ),
    (
        f"{GDPR}#art_7.par_3",
        "The data subject may withdraw consent at any time.",
        "negation added",
        "The data subject may not withdraw consent at any time.",
    ),
    (
        f"{GDPR}#art_7.par_1",
        "The controller must be able to demonstrate that the data subject has consented to "
        "the processing of personal data.",
        "modal",
        "The controller may demonstrate that the data subject has consented to the "
        "processing of personal data.",
    ),
    (
        f"{GDPR}#art_9.par_1",
        "Processing personal data that reveal political opinions or religious beliefs is "
        "prohibited.",
        "negation dropped",
        "Processing personal data that reveal political opinions or religious beliefs is allowed.",
    ),
    (
        f"{GDPR}#art_9.par_1",
        "Health data and biometric data that uniquely identify a person must not be processed.",
        "negation dropped",
        "Health data and biometric data that uniquely identify a person must be processed.",
    ),
    (
        f"{GDPR}#art_17.par_1",
        "The data subject has the right to have personal data erased by the controller "
        "without undue delay.",
        "actor",
        "The processor has the right to have personal data erased by the controller without "
        "undue delay.",
    ),
    (
        f"{GDPR}#art_22.par_1",
        "The data subject has the right not to be subject to a decision based solely on "
        "automated processing, including profiling.",
        "wrong claim",
        "The data subject has the right to receive compensation for storage costs caused by "
        "cookies and trackers.",
    ),
    (
        f"{GDPR}#art_28.par_2",
        "The processor must not engage another processor without prior written "
        "authorisation of the controller.",
        "negation dropped",
        "The processor must engage another processor without prior written authorisation of "
        "the controller.",
    ),
    (
        f"{GDPR}#art_28.par_3",
        "Processing by a processor must be governed by a contract or other legal act that "
        "binds the processor.",
        "modal",
        "Processing by a processor may be governed by a contract or other legal act that "
        "binds the processor.",
    ),
    (
        f"{GDPR}#art_30.par_1",
        "Each controller must maintain a record of processing activities under its responsibility.",
        "negation added",
        "Each controller need not maintain a record of processing activities under its "
        "responsibility.",
    ),
    (
        f"{GDPR}#art_30.par_5",
        "The duty to keep records does not apply to an organisation with fewer than 250 "
        "employees unless the processing is risky.",
        "digit",
        "The duty to keep records does not apply to an organisation with fewer than 500 "
        "employees unless the processing is risky.",
    ),
    (
        f"{GDPR}#art_34.par_1",
        "When a personal data breach is likely to result in a high risk, the controller "
        "must communicate it to the data subject.",
        "actor",
        "When a personal data breach is likely to result in a high risk, the processor must "
        "communicate it to the data subject.",
    ),
    (
        f"{GDPR}#art_35.par_1",
        "The controller must assess the impact of processing that is likely to result in a "
        "high risk before it begins.",
        "modal",
        "The controller may assess the impact of processing that is likely to result in a "
        "high risk before it begins.",
    ),
    (
        f"{GDPR}#art_36.par_2",
        "The supervisory authority must advise in writing within eight weeks of the request "
        "for consultation.",
        "number word",
        "The supervisory authority must advise in writing within six weeks of the request "
        "for consultation.",
    ),
    (
        f"{GDPR}#art_36.par_2",
        "The period for advice may be extended by six weeks.",
        "unit",
        "The period for advice may be extended by six months.",
    ),
    (
        f"{GDPR}#art_37.par_1",
        "Public authorities must designate a data protection officer.",
        "modal",
        "Public authorities may designate a data protection officer.",
    ),
    (
        f"{GDPR}#art_37.par_2",
        "A group of undertakings may appoint a single data protection officer.",
        "modal",
        "A group of undertakings must appoint a single data protection officer.",
    ),
    (
        f"{GDPR}#art_38.par_6",
        "The data protection officer may fulfil other tasks and duties.",
        "negation added",
        "The data protection officer may not fulfil other tasks and duties.",
    ),
    (
        f"{GDPR}#art_45.par_1",
        "A transfer to a third country with adequate protection does not require any "
        "specific authorisation.",
        "negation dropped",
        "A transfer to a third country with adequate protection must have specific authorisation.",
    ),
    (
        f"{GDPR}#art_45.par_3",
        "An adequacy decision must be reviewed at least every four years.",
        "number word",
        "An adequacy decision must be reviewed at least every six years.",
    ),
    (
        f"{GDPR}#art_77.par_1",
        "Every data subject has the right to lodge a complaint with a supervisory authority.",
        "wrong pinpoint",
        "Under Article 78(1), every data subject has the right to lodge a complaint with a "
        "supervisory authority.",
    ),
    (
        f"{GDPR}#art_82.par_1",
        "Anyone who has suffered material or non-material damage has the right to "
        "compensation from the controller or processor.",
        "wrong pinpoint",
        "Article 83 gives anyone who has suffered material or non-material damage the right "
        "to compensation from the controller or processor.",
    ),
    (
        f"{GDPR}#art_99.par_2",
        "The Regulation applies from 25 May 2018.",
        "month",
        "The Regulation applies from 25 March 2018.",
    ),
    (
        f"{GDPR}#art_97.par_1",
        "By 25 May 2020 the Commission had to report on the evaluation of the Regulation to "
        "Parliament and Council.",
        "year",
        "By 25 May 2021 the Commission had to report on the evaluation of the Regulation to "
        "Parliament and Council.",
    ),
    (
        f"{GDPR}#art_3.par_1",
        "The GDPR applies to processing in the context of an establishment in the Union, "
        "wherever the processing takes place.",
        "negation added",
        "The GDPR does not apply to processing in the context of an establishment in the Union.",
    ),
    (
        f"{GDPR}#art_2.par_2",
        "The Regulation does not apply to a natural person's purely personal or household "
        "activity.",
        "negation dropped",
        "The Regulation applies to a natural person's purely personal or household activity.",
    ),
    (
        f"{GDPR}#art_20.par_1",
        "The data subject has the right to receive personal data in a structured, commonly "
        "used and machine-readable format.",
        "actor",
        "The supervisory authority has the right to receive personal data in a structured, "
        "commonly used and machine-readable format.",
    ),
    (
        f"{GDPR}#art_21.par_3",
        "Where the data subject objects to direct marketing, the personal data must no "
        "longer be processed for that purpose.",
        "wrong claim",
        "Where the data subject objects, the company must pay for new software licences and "
        "retrain its sales team.",
    ),
    (
        f"{GDPR}#art_26.par_3",
        "The data subject may exercise the rights against each of the joint controllers.",
        "invented provision",
        "Under Article 126, the data subject may exercise the rights against each of the "
        "joint controllers.",
    ),
    (
        f"{GDPR}#art_32.par_1",
        "The controller and the processor must implement technical and organisational "
        "measures for security appropriate to the risk.",
        "invented provision",
        "Under Article 32(9), the controller and the processor must implement technical and "
        "organisational measures for security appropriate to the risk.",
    ),
    (
        f"{GDPR}#art_4.pnt_1",
        "Personal data means any information relating to an identified or identifiable "
        "natural person.",
        "wrong claim",
        "Personal data means trade secrets, patents and financial statements of listed "
        "corporations.",
    ),
    (
        f"{GDPR}#art_27.par_1",
        "A controller or processor outside the Union must designate a representative in the "
        "Union in writing.",
        "negation added",
        "A controller or processor outside the Union must not designate a representative in "
        "the Union in writing.",
    ),
    (
        f"{GDPR}#art_40.par_1",
        "Member States, supervisory authorities, the Board and the Commission must "
        "encourage codes of conduct.",
        "modal",
        "Member States, supervisory authorities, the Board and the Commission may encourage "
        "codes of conduct.",
    ),
    (
        f"{GDPR}#art_51.par_1",
        "Each Member State must provide for one or more independent supervisory authorities.",
        "modal",
        "Each Member State may provide for one or more independent supervisory authorities.",
    ),
    (
        f"{GDPR}#art_52.par_2",
        "Members of a supervisory authority must not seek or take instructions from anybody.",
        "wrong pinpoint",
        "Under Article 53(2), members of a supervisory authority must not seek or take "
        "instructions from anybody.",
    ),
    (
        f"{GDPR}#art_42.par_7",
        "Certification is issued for at most three years.",
        "number word",
        "Certification is issued for at most five years.",
    ),
    (
        f"{GDPR}#art_53.par_1",
        "Members of the supervisory authority are appointed by parliament, government, head "
        "of State or an independent body.",
        "invented provision",
        "Recital 199 explains that members of the supervisory authority are appointed by "
        "parliament or government.",
    ),
    (
        f"{GDPR}#art_54.par_1.pnt_d",
        "The term of the members of a supervisory authority is at least four years.",
        "bound",
        "The term of the members of a supervisory authority is at most four years.",
    ),
    (
        f"{GDPR}#art_60.par_4",
        "A supervisory authority concerned may object to the draft decision within four weeks.",
        "unit",
        "A supervisory authority concerned may object to the draft decision within four days.",
    ),
    (
        f"{GDPR}#art_65.par_2",
        "The Board decides within one month by a two-thirds majority.",
        "unit",
        "The Board decides within one year by a two-thirds majority.",
    ),
    (
        f"{GDPR}#art_66.par_1",
        "Provisional measures are valid for at most three months.",
        "number word",
        "Provisional measures are valid for at most nine months.",
    ),
    (
        f"{GDPR}#art_14.par_3.pnt_a",
        "The information must be given at the latest within one month of obtaining the "
        "personal data.",
        "unit",
        "The information must be given at the latest within one day of obtaining the "
        "personal data.",
    ),
    (
        f"{GDPR}#art_15.par_3",
        "The controller must provide a copy of the personal data undergoing processing.",
        "modal",
        "The controller should provide a copy of the personal data undergoing processing.",
    ),
    (
        f"{AI}#art_5.par_1.pnt_f",
        "AI systems that infer emotions at the workplace are prohibited, except for medical "
        "or safety reasons.",
        "negation dropped",
        "AI systems that infer emotions at the workplace are allowed.",
    ),
    (
        f"{AI}#art_5.par_1.pnt_e",
        "Building facial recognition databases by untargeted scraping of images from the "
        "internet is prohibited.",
        "negation dropped",
        "Building facial recognition databases by untargeted scraping of images from the "
        "internet is permitted.",
    ),
    (
        f"{AI}#art_99.par_3",
        "Prohibited AI practices can be fined up to EUR 35 000 000 or 7 % of total "
        "worldwide annual turnover.",
        "percentage",
        "Prohibited AI practices can be fined up to EUR 35 000 000 or 6 % of total "
        "worldwide annual turnover.",
    ),
    (
        f"{AI}#art_99.par_3",
        "Non-compliance with the prohibition of AI practices costs up to €35 million.",
        "digit",
        "Non-compliance with the prohibition of AI practices costs up to €30 million.",
    ),
    (
        f"{AI}#art_99.par_5",
        "Supplying incorrect information to notified bodies can be fined up to EUR 7 500 "
        "000 or 1 % of turnover.",
        "percentage",
        "Supplying incorrect information to notified bodies can be fined up to EUR 7 500 "
        "000 or 2 % of turnover.",
    ),
    (
        f"{AI}#art_99.par_5",
        "Misleading information to national competent authorities in reply to a request is "
        "subject to fines of up to 7.5 million euros.",
        "currency",
        "Misleading information to national competent authorities in reply to a request is "
        "subject to fines of up to 7.5 million dollars.",
    ),
    (
        f"{AI}#art_101.par_1",
        "The Commission may fine providers of general-purpose AI models up to 3 % of "
        "turnover or EUR 15 000 000.",
        "digit",
        "The Commission may fine providers of general-purpose AI models up to 3 % of "
        "turnover or EUR 50 000 000.",
    ),
    (
        f"{AI}#art_101.par_1",
        "The Commission may impose fines on providers of general-purpose AI models that "
        "infringed the Regulation intentionally or negligently.",
        "actor",
        "The Commission may impose fines on deployers of general-purpose AI models that "
        "infringed the Regulation intentionally or negligently.",
    ),
    (
        f"{AI}#art_51.par_2",
        "A model is presumed to have high-impact capabilities when its training compute is "
        "greater than 10^25 floating-point operations.",
        "digit",
        "A model is presumed to have high-impact capabilities when its training compute is "
        "greater than 10^26 floating-point operations.",
    ),
    (
        f"{AI}#art_51.par_2",
        "High-impact capabilities are presumed above 10²⁵ floating point operations of "
        "cumulative compute used for training.",
        "bound",
        "High-impact capabilities are presumed below 10²⁵ floating point operations of "
        "cumulative compute used for training.",
    ),
    (
        f"{AI}#art_52.par_1",
        "The provider must notify the Commission within two weeks that its model meets the "
        "condition.",
        "number word",
        "The provider must notify the Commission within four weeks that its model meets the "
        "condition.",
    ),
    (
        f"{AI}#art_52.par_1",
        "Notification to the Commission must be made without delay and in any event within "
        "two weeks.",
        "unit",
        "Notification to the Commission must be made without delay and in any event within "
        "two months.",
    ),
    (
        f"{AI}#art_73.par_2",
        "A serious incident must be reported at the latest 15 days after the provider "
        "becomes aware of it.",
        "digit",
        "A serious incident must be reported at the latest 30 days after the provider "
        "becomes aware of it.",
    ),
    (
        f"{AI}#art_73.par_3",
        "A widespread infringement must be reported no later than two days after the "
        "provider becomes aware of it.",
        "number word",
        "A widespread infringement must be reported no later than five days after the "
        "provider becomes aware of it.",
    ),
    (
        f"{AI}#art_73.par_4",
        "In the event of a death, the report must be provided no later than 10 days after "
        "the provider becomes aware of the incident.",
        "unit",
        "In the event of a death, the report must be provided no later than 10 hours after "
        "the provider becomes aware of the incident.",
    ),
    (
        f"{AI}#art_73",
        "In the event of the death of a person, the report is due not later than 10 days "
        "after awareness.",
        "figure of something else",
        "In the event of the death of a person, the report is due not later than 15 days "
        "after awareness.",
    ),
    (
        f"{AI}#art_18.par_1",
        "The provider must keep the technical documentation for ten years after the "
        "high-risk AI system was placed on the market.",
        "number word",
        "The provider must keep the technical documentation for five years after the "
        "high-risk AI system was placed on the market.",
    ),
    (
        f"{AI}#art_18.par_1",
        "The provider keeps the EU declaration of conformity at the disposal of the "
        "national competent authorities for 10 years.",
        "actor",
        "The deployer keeps the EU declaration of conformity at the disposal of the "
        "national competent authorities for 10 years.",
    ),
    (
        f"{AI}#art_19.par_1",
        "Providers must keep automatically generated logs for at least six months.",
        "number word",
        "Providers must keep automatically generated logs for at least nine months.",
    ),
    (
        f"{AI}#art_26.par_6",
        "Deployers must keep the logs of the high-risk AI system for at least six months.",
        "actor",
        "Importers must keep the logs of the high-risk AI system for at least six months.",
    ),
    (
        f"{AI}#art_26.par_7",
        "Employers must inform workers before a high-risk AI system is used at the workplace.",
        "negation added",
        "Employers must not inform workers before a high-risk AI system is used at the workplace.",
    ),
    (
        f"{AI}#art_26.par_5",
        "Deployers must monitor the operation of the high-risk AI system and inform "
        "providers where relevant.",
        "actor",
        "Providers must monitor the operation of the high-risk AI system and inform "
        "deployers where relevant.",
    ),
    (
        f"{AI}#art_27.par_1",
        "Before deploying a high-risk system, certain deployers must assess its impact on "
        "fundamental rights.",
        "modal",
        "Before deploying a high-risk system, certain deployers may assess its impact on "
        "fundamental rights.",
    ),
    (
        f"{AI}#art_50.par_1",
        "Providers must design AI systems that interact directly with people so that those "
        "people are informed of it.",
        "modal",
        "Providers may design AI systems that interact directly with people so that those "
        "people are informed of it.",
    ),
    (
        f"{AI}#art_50.par_4",
        "Deployers of a system that generates a deep fake must disclose that the content "
        "was artificially generated or manipulated.",
        "negation added",
        "Deployers of a system that generates a deep fake need not disclose that the "
        "content was artificially generated or manipulated.",
    ),
    (
        f"{AI}#art_50.par_3",
        "Deployers of an emotion recognition system must inform the persons exposed to it "
        "of its operation.",
        "actor",
        "Distributors of an emotion recognition system must inform the persons exposed to "
        "it of its operation.",
    ),
    (
        f"{AI}#art_53.par_1.pnt_c",
        "Providers of general-purpose AI models must put in place a policy to comply with "
        "Union copyright law.",
        "modal",
        "Providers of general-purpose AI models may put in place a policy to comply with "
        "Union copyright law.",
    ),
    (
        f"{AI}#art_53.par_1.pnt_d",
        "Providers of general-purpose AI models must publish a sufficiently detailed "
        "summary of the content used for training.",
        "wrong pinpoint",
        "Under Article 55(1)(d), providers of general-purpose AI models must publish a "
        "sufficiently detailed summary of the content used for training.",
    ),
    (
        f"{AI}#art_55.par_1.pnt_a",
        "Providers of models with systemic risk must perform model evaluation, including "
        "adversarial testing.",
        "wrong claim",
        "Providers of models with systemic risk must buy insurance for warehouse fires and "
        "employee travel.",
    ),
    (
        f"{AI}#art_55.par_1.pnt_d",
        "Providers of general-purpose AI models with systemic risk must ensure adequate "
        "cybersecurity protection for the model.",
        "invented provision",
        "Under Article 55(7), providers of general-purpose AI models with systemic risk "
        "must ensure adequate cybersecurity protection.",
    ),
    (
        f"{AI}#art_57.par_1",
        "Each Member State must have at least one AI regulatory sandbox operational by 2 "
        "August 2026.",
        "month",
        "Each Member State must have at least one AI regulatory sandbox operational by 2 "
        "June 2026.",
    ),
    (
        f"{AI}#art_113",
        "The Regulation applies from 2 August 2026.",
        "year",
        "The Regulation applies from 2 August 2028.",
    ),
    (
        f"{AI}#art_111.par_3",
        "Providers of general-purpose AI models placed on the market before 2 August 2025 "
        "must comply by 2 August 2027.",
        "year",
        "Providers of general-purpose AI models placed on the market before 2 August 2025 "
        "must comply by 2 August 2029.",
    ),
    (
        f"{AI}#art_56.par_9",
        "Codes of practice must be ready by 2 May 2025.",
        "month",
        "Codes of practice must be ready by 2 July 2025.",
    ),
    (
        f"{AI}#art_6.par_5",
        "The Commission must provide guidelines on the classification by 2 February 2026.",
        "month",
        "The Commission must provide guidelines on the classification by 2 October 2026.",
    ),
    (
        f"{AI}#art_70.par_2",
        "Member States must make contact details of the authorities publicly available by 2 "
        "August 2025.",
        "day",
        "Member States must make contact details of the authorities publicly available by 3 "
        "August 2025.",
    ),
    (
        f"{AI}#art_86.par_1",
        "An affected person has the right to obtain from the deployer clear explanations of "
        "the role of the AI system in the decision.",
        "actor",
        "An affected person has the right to obtain from the importer clear explanations of "
        "the role of the AI system in the decision.",
    ),
    (
        f"{AI}#art_2.par_3",
        "The Regulation does not apply to AI systems used exclusively for military, defence "
        "or national security purposes.",
        "negation dropped",
        "The Regulation applies to AI systems used exclusively for military, defence or "
        "national security purposes.",
    ),
    (
        f"{AI}#art_2.par_6",
        "The Regulation does not apply to AI systems developed for the sole purpose of "
        "scientific research and development.",
        "negation dropped",
        "The Regulation applies to AI systems developed for the sole purpose of scientific "
        "research and development.",
    ),
    (
        f"{AI}#art_4",
        "Providers and deployers must take measures to ensure a sufficient level of AI "
        "literacy of their staff.",
        "negation added",
        "Providers and deployers must not take measures to ensure a sufficient level of AI "
        "literacy of their staff.",
    ),
    (
        f"{AI}#art_10.par_3",
        "Training, validation and testing data sets must be relevant and sufficiently "
        "representative.",
        "negation added",
        "Training, validation and testing data sets need not be relevant and sufficiently "
        "representative.",
    ),
    (
        f"{AI}#art_14.par_1",
        "High-risk AI systems must be designed so that natural persons can effectively "
        "oversee them.",
        "modal",
        "High-risk AI systems should be designed so that natural persons can effectively "
        "oversee them.",
    ),
    (
        f"{AI}#art_14.par_5",
        "The identification must be verified and confirmed by at least two natural persons "
        "with the necessary competence.",
        "number word",
        "The identification must be verified and confirmed by at least three natural "
        "persons with the necessary competence.",
    ),
    (
        f"{AI}#art_16.pnt_c",
        "Providers of high-risk AI systems must have a quality management system.",
        "wrong pinpoint",
        "Under Article 26(1), providers of high-risk AI systems must have a quality "
        "management system.",
    ),
    (
        f"{AI}#art_22.par_1",
        "Providers in third countries must appoint an authorised representative in the "
        "Union by written mandate.",
        "negation added",
        "Providers in third countries need not appoint an authorised representative in the "
        "Union by written mandate.",
    ),
    (
        f"{AI}#art_23.par_5",
        "Importers must keep a copy of the certificate for 10 years after the system was "
        "placed on the market.",
        "digit",
        "Importers must keep a copy of the certificate for 15 years after the system was "
        "placed on the market.",
    ),
    (
        f"{AI}#art_24.par_2",
        "A distributor must not make a system available on the market that it considers "
        "non-conforming with the requirements.",
        "negation dropped",
        "A distributor must make a system available on the market that it considers "
        "non-conforming with the requirements.",
    ),
    (
        f"{AI}#art_25.par_1",
        "A distributor that puts its name or trademark on a high-risk AI system is "
        "considered its provider.",
        "wrong claim",
        "A distributor must translate all marketing brochures into every official language "
        "free of charge.",
    ),
    (
        f"{AI}#art_44.par_2",
        "Certificates are valid for at most five years for systems covered by Annex I.",
        "wrong pinpoint",
        "Certificates are valid for at most five years for systems covered by Annex II.",
    ),
    (
        f"{AI}#art_44.par_2",
        "Certificates for systems covered by Annex III are valid for no more than four years.",
        "bound",
        "Certificates for systems covered by Annex III are valid for no less than four years.",
    ),
    (
        f"{AI}#art_3.pnt_1",
        "An AI system is a machine-based system designed to operate with varying levels of "
        "autonomy.",
        "wrong claim",
        "An AI system is a spreadsheet with macros that accountants maintain by hand.",
    ),
    (
        f"{AI}#art_3.pnt_60",
        "A deep fake is generated or manipulated image, audio or video content that would "
        "falsely appear authentic to a person.",
        "invented provision",
        "Annex XIX says that a deep fake is generated or manipulated image, audio or video "
        "content.",
    ),
    (
        f"{AI}#art_65.par_2",
        "The Board is composed of one representative per Member State.",
        "invented provision",
        "Under Article 165, the Board is composed of one representative per Member State.",
    ),
    (
        f"{AI}#art_60.par_4.pnt_f",
        "Testing in real-world conditions may last no longer than six months, extendable by "
        "six months.",
        "number word",
        "Testing in real-world conditions may last no longer than eight months, extendable "
        "by six months.",
    ),
    (
        f"{AI}#anx_III.pnt_4.pnt_a",
        "AI systems used for recruitment, such as to filter job applications, are listed as "
        "high-risk.",
        "wrong claim",
        "AI systems used for weather forecasting and crop irrigation planning are listed.",
    ),
    (
        f"{AI}#art_72.par_3",
        "The Commission must adopt an implementing act with a template for the post-market "
        "monitoring plan by 2 February 2026.",
        "actor",
        "The AI Office must adopt an implementing act with a template for the post-market "
        "monitoring plan by 2 February 2026.",
    ),
    (
        f"{AI}#art_49.par_1",
        "Before placing a system listed in Annex III on the market, the provider must "
        "register itself and its system in the EU database.",
        "invented provision",
        "Under Article 149, the provider must register itself and its system in the EU database.",
    ),
    # written after the rules were made
    (
        f"{AI}#art_11.par_1",
        "Technical documentation must be drawn up before the high-risk system is placed on "
        "the market.",
        "modal",
        "Technical documentation may be drawn up before the high-risk system is placed on "
        "the market.",
    ),
    (
        f"{AI}#art_12.par_1",
        "High-risk AI systems must technically allow for the automatic recording of events.",
        "negation added",
        "High-risk AI systems must not technically allow for the automatic recording of events.",
    ),
    (
        f"{AI}#art_20.par_1",
        "A provider that considers its high-risk system non-conforming must take corrective "
        "action immediately.",
        "actor",
        "An importer that considers its high-risk system non-conforming must take "
        "corrective action immediately.",
    ),
    (
        f"{AI}#art_5.par_1.pnt_a",
        "AI that uses subliminal techniques to distort behaviour and cause significant harm "
        "is banned.",
        "negation dropped",
        "AI that uses subliminal techniques to distort behaviour and cause significant harm "
        "is allowed.",
    ),
    (
        f"{AI}#art_26.par_11",
        "Deployers of Annex III systems that take decisions on natural persons must inform "
        "those persons.",
        "wrong pinpoint",
        "Under Article 27(11), deployers of Annex III systems must inform natural persons.",
    ),
    (
        f"{AI}#art_71.par_1",
        "The Commission sets up and maintains an EU database in collaboration with the "
        "Member States.",
        "wrong claim",
        "The Commission sells advertising space to sponsors in every capital.",
    ),
    (
        f"{GDPR}#art_13.par_1.pnt_a",
        "The controller must give the data subject its identity and contact details.",
        "actor",
        "The processor must give the data subject its identity and contact details.",
    ),
    (
        f"{GDPR}#art_16",
        "The data subject has the right to have inaccurate personal data rectified.",
        "negation added",
        "The data subject has no right to have inaccurate personal data rectified.",
    ),
    (
        f"{GDPR}#art_18.par_1",
        "The data subject may obtain restriction of processing where the accuracy of the "
        "data is contested.",
        "wrong pinpoint",
        "Under Article 20(1), the data subject may obtain restriction of processing.",
    ),
    (
        f"{GDPR}#art_25.par_2",
        "By default only personal data that are necessary for each specific purpose may be "
        "processed.",
        "negation dropped",
        "By default personal data that are not necessary for each specific purpose may be "
        "processed.",
    ),
    (
        f"{GDPR}#art_44",
        "Transfers to a third country may take place only if the conditions of the chapter "
        "are met.",
        "wrong claim",
        "Transfers of football players between clubs need a medical certificate.",
    ),
    (
        f"{GDPR}#art_6.par_1.pnt_b",
        "Processing is lawful where it is necessary for the performance of a contract with "
        "the data subject.",
        "negation added",
        "Processing is never lawful for the performance of a contract with the data subject.",
    ),
    (
        f"{GDPR}#art_58.par_1.pnt_a",
        "A supervisory authority can order the controller or processor to provide any "
        "information it needs.",
        "negation added",
        "A supervisory authority cannot order the controller or processor to provide any "
        "information.",
    ),
    (
        f"{GDPR}#art_85.par_1",
        "Member States must reconcile data protection with freedom of expression and information.",
        "modal",
        "Member States may reconcile data protection with freedom of expression and information.",
    ),
    (
        f"{GDPR}#art_88.par_1",
        "Member States may provide more specific rules on employees' personal data.",
        "modal",
        "Member States must provide more specific rules on employees' personal data.",
    ),
    (
        f"{AI}#art_63.par_1",
        "Microenterprises may comply with certain elements of the quality management system "
        "in a simplified manner.",
        "modal",
        "Microenterprises must comply with certain elements of the quality management "
        "system in a simplified manner.",
    ),
    (
        f"{AI}#art_61.par_1",
        "Informed consent must be freely given before the test subject takes part in "
        "testing in real world conditions.",
        "negation dropped",
        "Informed consent is not needed before taking part in testing in real world conditions.",
    ),
    (
        f"{AI}#art_54.par_1",
        "Providers in third countries must appoint an authorised representative before "
        "placing a general-purpose AI model on the market.",
        "modal",
        "Providers in third countries should appoint an authorised representative before "
        "placing a general-purpose AI model on the market.",
    ),
    (
        f"{AI}#art_43.par_4",
        "A high-risk system that is substantially modified must undergo a new conformity "
        "assessment procedure.",
        "negation added",
        "A high-risk system that is substantially modified need not undergo a new "
        "conformity assessment procedure.",
    ),
    (
        f"{AI}#art_15.par_1",
        "High-risk AI systems must achieve an appropriate level of accuracy, robustness and "
        "cybersecurity.",
        "modal",
        "High-risk AI systems can achieve an appropriate level of accuracy, robustness and "
        "cybersecurity.",
    ),
]
