//! HS256 tokens, as Supabase signs them.

use std::time::{Duration, SystemTime};

use jsonwebtoken::{EncodingKey, Header};
use serde_json::{Value, json};

/// Signs claims. Without an `exp` of its own the token lives for an hour.
pub fn sign(secret: &str, claims: &Value) -> String {
    let mut claims = claims.clone();
    if claims.get("exp").is_none() {
        claims["exp"] = json!(seconds_from_now(Duration::from_hours(1)));
    }
    let key = EncodingKey::from_secret(secret.as_bytes());
    jsonwebtoken::encode(&Header::default(), &claims, &key).unwrap()
}

/// The token of a role, like Supabase's service key.
pub fn for_role(secret: &str, role: &str) -> String {
    sign(secret, &json!({ "role": role }))
}

fn seconds_from_now(lifetime: Duration) -> u64 {
    (SystemTime::UNIX_EPOCH.elapsed().unwrap() + lifetime).as_secs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_has_three_parts_and_says_hs256() {
        let token = for_role("secret", "anon");
        assert_eq!(token.split('.').count(), 3);
        assert!(token.starts_with("eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9."));
    }
}
