-- Counts only, never below 5 (product.md 11, decisions.md 9): rounded before they are written, each week counted once
-- and only when nothing of it can change any more, so that no two looks at them tell what one person did.

alter table checkins_statistic add constraint checkins_statistic_is_rounded check (number % 5 = 0);

grant create on schema app to app_policy;   -- while functions change hands; taken back below

create function statistics_count() returns integer
language plpgsql volatile security definer set search_path = app, pg_temp
as $$
declare this_week date := date_trunc('week', app_now() at time zone 'UTC')::date;
declare many integer;
begin
  with counted (kind, week, number) as (
    select 'accounts', this_week - 7, count(*) from accounts_user where kind <> 'staff' and is_active
    union all
    select 'couples', this_week - 7, count(*) from accounts_couple k
      where 2 = (select count(*) from accounts_membership m where m.couple_id = k.id and m.left_on is null)
    union all
    -- Check-ins that somebody released: of others nothing is asked, their table is their authors' alone. A round of that
    -- week is over for good. Eight weeks back, since a night may be missed.
    select 'shared', weeks.week::date, (select count(*) from checkins_release r join checkins_round n on n.id = r.round_id
        where n.ends_at >= weeks.week at time zone 'UTC' and n.ends_at < (weeks.week + interval '7 days') at time zone 'UTC')
      from generate_series(this_week - 14 - 49, this_week - 14, interval '7 days') weeks(week)
  )
  insert into checkins_statistic (id, kind, week, number)
  select gen_random_uuid(), kind, week, number - number % 5 from counted
  on conflict (kind, week) do nothing;
  get diagnostics many = row_count;
  return many;
end $$;

revoke all on function statistics_count() from public;
grant execute on function statistics_count() to app_web;
alter function statistics_count() owner to app_policy;
revoke create on schema app from app_policy;

grant select (kind, week), insert on checkins_statistic to app_policy;
grant select on checkins_statistic to app_admin, app_backup;

alter table checkins_statistic enable row level security;
alter table checkins_statistic force row level security;
create policy for_functions on checkins_statistic to app_policy using (true) with check (true);
create policy operator_reads on checkins_statistic for select to app_admin
  using ('operator' = any ((select my_duties())::text[]));
