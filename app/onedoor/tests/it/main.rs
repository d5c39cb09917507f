//! The whole program, as it is put together for an office: what holds for every address, and when it is killed.

mod accounts;
mod addresses;
mod agencies;
mod beside;
mod city;
mod crash;
mod desk;
mod limits;
mod link;
mod purposes;
mod roles;
mod services;
mod units;
