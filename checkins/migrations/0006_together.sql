-- What two people agree on: each holds the own copy, and what only both can make is made by a function
-- that locks what is shared first (decisions.md 4, 7, 16).

grant create on schema app to app_policy;   -- while functions change hands; taken back below

-- What both current members hold a copy of, and once did together.
create function my_agreed() returns uuid[] language sql stable security definer set search_path = app, pg_temp
as $$
  select coalesce(array_agg(subject), '{}') from (
    select a.subject
    from checkins_agreement a
    join accounts_membership m on m.couple_id = a.couple_id and m.user_id = a.author_id and m.left_on is null
    where a.couple_id = any ((select my_couples())::uuid[]) and a.agreed_on is not null
    group by a.couple_id, a.subject having count(*) = 2
  ) standing
$$;

-- Dates both copies where both hold one; says whether they do. The caller needs one of their own.
create function agreement_meets(wanted uuid) returns boolean
language plpgsql volatile security definer set search_path = app, pg_temp
as $$
declare c uuid;
begin
  perform from accounts_couplelock where couple_id = any (my_couples()) for update;
  select couple_id into c from checkins_agreement
  where subject = wanted and author_id = actor() and couple_id = any (my_couples());
  if c is null then return false; end if;
  if (
    select count(*) from checkins_agreement a
    join accounts_membership m on m.couple_id = a.couple_id and m.user_id = a.author_id and m.left_on is null
    where a.couple_id = c and a.subject = wanted
  ) <> 2 then return false; end if;
  update checkins_agreement a set agreed_on = (app_now() at time zone k.time_zone)::date
  from accounts_couple k where k.id = c and a.couple_id = c and a.subject = wanted and a.agreed_on is null;
  return true;
end $$;

-- Ends what waits for a second yes, a suggested list or a text that is about to change: whatever one of the two
-- said yes to before goes with it. What both agreed on stays.
create function suggestion_end(suggestion uuid) returns void
language plpgsql volatile security definer set search_path = app, pg_temp
as $$
begin
  perform from accounts_couplelock where couple_id = any (my_couples()) for update;
  delete from checkins_fairconflictproposal where id = suggestion and couple_id = any (my_couples());
  delete from checkins_agreement where subject = suggestion and couple_id = any (my_couples()) and agreed_on is null;
end $$;

-- Promises that both current members call kept.
create function my_kept_promises() returns uuid[] language sql stable security definer set search_path = app, pg_temp
as $$
  select coalesce(array_agg(id), '{}') from (
    select p.id
    from checkins_promise p
    join accounts_membership m on m.couple_id = p.couple_id and m.left_on is null
    join checkins_keptmark k on k.promise_id = p.id and k.author_id = m.user_id
    where p.couple_id = any ((select my_couples())::uuid[]) and not p.is_taken_back
    group by p.id having count(*) = 2
  ) kept
$$;

-- Opens what both have sent, for both at once; says whether it did.
create function recommitments_meet() returns boolean
language plpgsql volatile security definer set search_path = app, pg_temp
as $$
declare found_rows uuid[];
begin
  perform from accounts_couplelock where couple_id = any (my_couples()) for update;
  select array_agg(r.id) into found_rows from checkins_recommitment r
  join accounts_membership m on m.couple_id = r.couple_id and m.user_id = r.author_id and m.left_on is null
  where r.couple_id = any (my_couples()) and r.is_sent and r.met_on is null;
  if coalesce(cardinality(found_rows), 0) <> 2 then return false; end if;
  update checkins_recommitment r set met_on = (app_now() at time zone k.time_zone)::date
  from accounts_couple k where k.id = r.couple_id and r.id = any (found_rows);
  return true;
end $$;

do $$
declare f text;
begin
  foreach f in array array[
    'my_agreed()', 'agreement_meets(uuid)', 'suggestion_end(uuid)', 'my_kept_promises()', 'recommitments_meet()'
  ] loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to app_web', f);
    execute format('alter function %s owner to app_policy', f);   -- grants first: afterwards they are not the owner's to make
  end loop;
end $$;
revoke create on schema app from app_policy;

grant select (author_id, couple_id, subject, agreed_on), update (agreed_on), delete on checkins_agreement to app_policy;
grant select (id, couple_id), delete on checkins_fairconflictproposal to app_policy;
grant select (id, couple_id, is_taken_back) on checkins_promise to app_policy;
grant select (author_id, promise_id) on checkins_keptmark to app_policy;
grant select (id, author_id, couple_id, is_sent, met_on), update (met_on) on checkins_recommitment to app_policy;

grant select, insert, delete on checkins_agreement, checkins_fairconflictproposal, checkins_promise, checkins_keptmark to app_web;
grant select, insert, delete on checkins_promiseanswer, checkins_recommitment to app_web;
grant update (is_taken_back) on checkins_promise to app_web;
grant update (sealed) on checkins_promiseanswer to app_web;
grant update (sealed, is_sent) on checkins_recommitment to app_web;
grant select on checkins_agreement, checkins_fairconflictproposal, checkins_promise, checkins_promiseanswer, checkins_keptmark,
  checkins_recommitment to app_backup;

do $$
declare t text;
begin
  foreach t in array array[
    'checkins_agreement', 'checkins_fairconflictproposal', 'checkins_promise', 'checkins_promiseanswer', 'checkins_keptmark',
    'checkins_recommitment'
  ] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
  foreach t in array array[
    'checkins_agreement', 'checkins_fairconflictproposal', 'checkins_promise', 'checkins_keptmark', 'checkins_recommitment'
  ] loop
    execute format('create policy for_functions on %I to app_policy using (true) with check (true)', t);
  end loop;
end $$;

-- Born without a date: what one of them says yes to alone is not agreed.
create policy own_read on checkins_agreement for select to app_web using (author_id = (select actor()));
create policy own_make on checkins_agreement for insert to app_web
  with check (author_id = (select actor()) and couple_id = any ((select my_couples())::uuid[]) and agreed_on is null
    and (select may_share('repair')));
create policy own_end on checkins_agreement for delete to app_web using (author_id = (select actor()));

create policy ours on checkins_fairconflictproposal for select to app_web
  using (author_id = (select actor()) or couple_id = any ((select my_couples())::uuid[]));
create policy own_make on checkins_fairconflictproposal for insert to app_web
  with check (author_id = (select actor()) and couple_id = any ((select my_couples())::uuid[]) and (select may_share('repair')));
create policy own_end on checkins_fairconflictproposal for delete to app_web using (author_id = (select actor()));

create policy own_read on checkins_promise for select to app_web using (author_id = (select actor()));
create policy sent on checkins_promise for select to app_web
  using (couple_id = any ((select my_couples())::uuid[]) and not is_taken_back);
create policy own_make on checkins_promise for insert to app_web
  with check (author_id = (select actor()) and couple_id = any ((select my_couples())::uuid[]) and (select may_share('repair')));
-- Taken back once is taken back: what was shown does not come and go.
create policy own_change on checkins_promise for update to app_web
  using (author_id = (select actor())) with check (author_id = (select actor()) and is_taken_back);
create policy own_end on checkins_promise for delete to app_web using (author_id = (select actor()));

create policy own_read on checkins_promiseanswer for select to app_web using (author_id = (select actor()));
create policy own_make on checkins_promiseanswer for insert to app_web
  with check (author_id = (select actor()) and promise_id in (select id from checkins_promise));
create policy own_change on checkins_promiseanswer for update to app_web
  using (author_id = (select actor())) with check (author_id = (select actor()));
create policy own_end on checkins_promiseanswer for delete to app_web using (author_id = (select actor()));

create policy own_read on checkins_keptmark for select to app_web using (author_id = (select actor()));
create policy own_make on checkins_keptmark for insert to app_web
  with check (author_id = (select actor()) and (select may_share('repair'))
    and promise_id in (select id from checkins_promise where couple_id = any ((select my_couples())::uuid[])));
create policy own_end on checkins_keptmark for delete to app_web using (author_id = (select actor()));

create policy own_read on checkins_recommitment for select to app_web using (author_id = (select actor()));
create policy met on checkins_recommitment for select to app_web
  using (couple_id = any ((select my_couples())::uuid[]) and is_sent and met_on is not null);
create policy own_make on checkins_recommitment for insert to app_web
  with check (author_id = (select actor()) and couple_id = any ((select my_couples())::uuid[]) and met_on is null
    and (not is_sent or (select may_share('repair'))));
-- What has met can be taken back and not changed under the other's eyes.
create policy own_change on checkins_recommitment for update to app_web using (author_id = (select actor()))
  with check (author_id = (select actor()) and (not is_sent or (met_on is null and (select may_share('repair'))
    and couple_id = any ((select my_couples())::uuid[]))));
create policy own_end on checkins_recommitment for delete to app_web using (author_id = (select actor()));
