-- Whether an officer was shown the applicant's card when the draft was begun: set by the command that checks it.
ALTER TABLE dossier_draft ADD COLUMN card_seen {bool} NOT NULL DEFAULT FALSE;
-- What became of a draft that was sent, so that sending it again leads there. It goes with the other old drafts.
ALTER TABLE dossier_draft ADD COLUMN dossier {id};
