//! The acts on dossiers, drafts and services, one file each.

mod act;
mod consent;
mod decide;
mod draft;
mod forward;
mod number;
mod receive;
mod return_result;
mod stop;
mod submit;
mod supplement;
mod units;
mod versions;
mod withdraw;

pub use act::NOTE_CHARACTERS_MAX;
pub(crate) use act::{ASSIST, SERVE, hide, open_acts, resource, with_purpose};
pub use consent::{ConsentWord, GiveConsent, give_consent};
pub use decide::{Decide, Verdict, decide};
pub use draft::{DRAFT_DAYS_MAX, SaveDraft, discard_draft, purge_drafts, save_draft};
pub use forward::{Forward, forward};
pub use receive::{Decline, PaperSeen, Receive, decline, receive};
pub use return_result::{Delivery, ReturnResult, return_result};
pub use stop::{STOPPED_A_TURN_MAX, stop_unanswered};
pub use submit::{ANSWERS_BYTES_MAX, Companion, FILING_KEY_BYTES_MAX, Submit, Submitted, submit};
pub use supplement::{AnswerSupplement, DEFECTS_MAX, RequestSupplement, answer_supplement, request_supplement};
pub use units::{count_open, move_open};
pub use versions::{Installed, publish, retire};
pub use withdraw::{Withdraw, withdraw};
