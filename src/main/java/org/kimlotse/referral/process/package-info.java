/** What the processes of the referrals call, and their share of the forms. */
@org.jspecify.annotations.NullMarked
package org.kimlotse.referral.process;
