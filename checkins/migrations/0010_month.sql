-- Days and months: each person's own, to be read by nobody else. No function looks at them.

grant select, insert, update, delete on checkins_pulse, checkins_monthlyset to app_web;
grant select, insert, delete on checkins_pulsewish to app_web;
grant select on checkins_pulse, checkins_monthlyset, checkins_pulsewish to app_backup;

do $$
declare t text;
begin
  foreach t in array array['checkins_pulse', 'checkins_monthlyset', 'checkins_pulsewish'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
  end loop;
end $$;

create policy own on checkins_pulse to app_web using (author_id = (select actor())) with check (author_id = (select actor()));
create policy own on checkins_monthlyset to app_web using (author_id = (select actor())) with check (author_id = (select actor()));
create policy own on checkins_pulsewish to app_web using (author_id = (select actor())) with check (author_id = (select actor()));
