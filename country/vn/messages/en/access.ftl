# Why something may not be done.
access-hidden = This could not be found.
access-forbidden = You are not permitted to do this.
access-needs-sign-in = Please sign in to continue.
access-needs-level = This needs an identity account at level 2. Please visit the commune police or an identity card office to have it granted.
access-needs-purpose = Please say why you open this record. The person will see the purpose.
access-needs-second-officer = A second officer must agree to this.
access-needs-step-up = Please confirm that it is you to continue.
# Roles of officials.
access-role-counter = One-stop officer
access-role-register = Population officer
access-role-approver = Approving leader
access-role-steering = Working group member
access-role-admin = Administrator
access-role-auditor = Auditor
access-role-citizen = Citizen
access-role-public = Visitor
access-role-system = System
