-- Search by what stands on a letter or a call: a telephone number, or a house and street.
CREATE INDEX person_phone ON person (phone, id) WHERE phone IS NOT NULL;
-- The beginning of an address in any unit; within one commune `dwelling_address` serves.
CREATE INDEX dwelling_street ON dwelling (address_key, unit, id);
-- Households by their number, in any unit.
CREATE INDEX household_number ON household (number, unit, id) WHERE number IS NOT NULL;
