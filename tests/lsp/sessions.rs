//! Whole sessions, each told as it goes: what somebody opens, types and asks, and what the editor shows.

mod budgets;
mod disk;
mod features;
mod figures;
mod settings;
mod typing;
mod work;
