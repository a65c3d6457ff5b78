package org.kimlotse.architecture.offenders.referral.web;

/** Innocent: known by an offender. */
public class ReferralPage {}
