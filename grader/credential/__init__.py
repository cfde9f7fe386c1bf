"""Credentials that anybody can check: made from decisions, signed, put on record, packed for paper, verified.

`issuer` and `making` keep the keys · `document` says what a credential says · `vc_jwt` and `data_integrity` sign it ·
`issue` puts it on record · `status` and `status_list` tell which no longer count · `paper` packs it · `verify` checks.
"""
