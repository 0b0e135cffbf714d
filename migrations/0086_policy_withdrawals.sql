-- The signed withdrawal of a proposal is shown beside its approvals, so that a client sees for itself that it became nothing.
set local role sluss_owner;

create function facts.list_policy_withdrawals()
returns table (proposal text, text bytea)
language sql stable
begin atomic
  select w.proposal::text, s.text
    from facts.policy_withdrawal w
    join content.statement s on s.digest = w.digest;
end;
grant execute on function facts.list_policy_withdrawals() to sluss_app;
