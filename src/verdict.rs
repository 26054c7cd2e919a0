//! Whether what is there is what was published: the verdict on editions, a site, a live host.
//!
//! What is compared are values;.

pub mod damage;
