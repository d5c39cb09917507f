//! The changes of the register, one file each. Each has one shape: authorise, load, decide, save, record.

pub(crate) mod absence;
pub(crate) mod change_head;
pub(crate) mod civil;
pub(crate) mod correct_person;
pub(crate) mod create_household;
pub(crate) mod create_person;
pub(crate) mod end_residence;
pub(crate) mod end_stays;
pub(crate) mod expire;
pub(crate) mod leave;
pub(crate) mod lodgings;
pub(crate) mod move_permanent;
pub(crate) mod notices;
pub(crate) mod notify_stays;
pub(crate) mod register_temporary;
pub(crate) mod registration;
pub(crate) mod regroup;
pub(crate) mod renew_temporary;
pub(crate) mod replace_number;
pub(crate) mod requests;
pub(crate) mod reverse;
pub(crate) mod set_photo;
pub(crate) mod settle;
pub(crate) mod verify_facts;
