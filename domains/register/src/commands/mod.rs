//! The changes of the register, one file each. Each has one shape: authorise, load, decide, save, record.

pub(crate) mod change_head;
pub(crate) mod correct_person;
pub(crate) mod create_household;
pub(crate) mod create_person;
pub(crate) mod end_residence;
pub(crate) mod expire;
pub(crate) mod leave;
pub(crate) mod move_permanent;
pub(crate) mod register_temporary;
pub(crate) mod registration;
pub(crate) mod reverse;
pub(crate) mod set_photo;
pub(crate) mod settle;
pub(crate) mod verify_facts;
