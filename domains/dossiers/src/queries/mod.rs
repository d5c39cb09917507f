//! Reading dossiers. Every reader asks for permission; officers leave an access entry for each person they see.

mod desk;
mod drafts;
mod form;
mod own;
mod tracking;

pub use desk::{
    COUNT_MAX, DossierPaper, DossierView, QUEUE_ROWS_MAX, Queue, QueueCount, QueuePage, QueuePlace, QueueRow, SEARCHED_ROWS_MAX,
    dossier, queue, queue_counts,
};
pub use drafts::{DRAFTS_MAX, Draft, DraftId, draft, drafts_of, sent_as};
pub use form::{FilingForm, HouseholdChoice, draft_form, filing_form};
pub use own::{CONSENTS_MAX, ConsentRequest, OWN_ROWS_MAX, OwnDossier, consent_request, my_consents, my_dossiers};
pub use tracking::{Tracked, track};
