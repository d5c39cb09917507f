# Source: written for this pack.

## Why a record is opened
purpose-serve-dossier = Decide on a dossier
purpose-assist-filing = File for a person at the counter
purpose-register-upkeep = Keep the register up to date
purpose-data-cleansing = Cleanse data
purpose-verify-identity = Verify an identity
purpose-answer-agency = Answer an agency's request
purpose-handle-complaint = Handle a complaint
purpose-emergency = Save life in an emergency
purpose-inspection = Inspect and audit
purpose-account-support = Support an identity account
purpose-statistics = Statistics

## Kinds of administrative units
unit-type-tinh = Province
unit-type-thanh-pho = City
unit-type-quan = Urban district
unit-type-huyen = Rural district
unit-type-thi-xa = Town
unit-type-phuong = Ward
unit-type-xa = Commune
unit-type-thi-tran = Township
unit-type-dac-khu = Special zone
unit-type-nation = Nation
