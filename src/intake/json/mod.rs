//! JSON formats of news systems: ninjs, JSON Feed, schema.org, WordPress, Arc ANS.
