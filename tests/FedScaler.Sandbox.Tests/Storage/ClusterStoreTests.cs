using System.Text.Json.Nodes;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.Json;
using FedScaler.Sandbox.Storage;
using FedScaler.Sandbox.Time;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Storage;

public sealed class ClusterStoreTests
{
    private readonly SimulatedTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public void A_new_object_gets_a_uid_a_version_a_time_and_a_generation()
    {
        var store = new ClusterStore(_time);

        var made = store.Create(KnownResources.Deployments, Named("a"));

        made.Uid().ShouldNotBeNull();
        made.ResourceVersion().ShouldBe(store.Revision);
        made.MetadataText("creationTimestamp").ShouldBe("2026-01-01T00:00:00Z");
        made.Metadata().Integer("generation").ShouldBe(1);
    }

    [Fact]
    public void The_same_seed_gives_the_same_uids_and_another_seed_others()
    {
        static string? First(int seed) => new ClusterStore(TimeProvider.System, seed).Create(KnownResources.Pods, Named("a")).Uid();

        First(1).ShouldBe(First(1));
        First(1).ShouldNotBe(First(2));
    }

    [Fact]
    public void A_name_that_is_taken_is_refused()
    {
        var store = new ClusterStore(_time);
        store.Create(KnownResources.Pods, Named("a"));

        Should.Throw<InvalidOperationException>(() => store.Create(KnownResources.Pods, Named("a")));
    }

    [Fact]
    public void What_was_handed_out_does_not_change_when_the_object_does()
    {
        var store = new ClusterStore(_time);
        var before = store.Create(KnownResources.Deployments, Named("a"));

        var after = store.Update(KnownResources.Deployments, Key("a"), value => Set(value, "replicas", 5));

        before["spec"].ShouldBeNull();
        after.ShouldNotBeNull().At("spec", "replicas").AsInteger().ShouldBe(5);
        after.ResourceVersion().ShouldBeGreaterThan(before.ResourceVersion());
    }

    [Fact]
    public void An_update_that_changes_nothing_stores_nothing()
    {
        var store = new ClusterStore(_time);
        store.Create(KnownResources.Pods, Named("a"));
        var revision = store.Revision;

        store.Update(KnownResources.Pods, Key("a"), _ => false);

        store.Revision.ShouldBe(revision);
    }

    [Fact]
    public void A_change_of_spec_counts_the_generation_and_one_of_status_does_not()
    {
        var store = new ClusterStore(_time);
        store.Create(KnownResources.Deployments, Named("a"));

        store.Update(KnownResources.Deployments, Key("a"), value => Set(value, "replicas", 5));
        var after = store.Update(KnownResources.Deployments, Key("a"), value =>
        {
            value["status"] = new JsonObject { ["replicas"] = 5 };
            return true;
        });

        after.ShouldNotBeNull().Metadata().Integer("generation").ShouldBe(2);
    }

    [Fact]
    public void The_last_finalizer_takes_an_object_that_is_being_deleted_with_it()
    {
        var store = new ClusterStore(_time);
        var value = Named("a");
        value.Metadata()["finalizers"] = new JsonArray("x");
        store.Create(KnownResources.Pods, value);
        store.Update(KnownResources.Pods, Key("a"), next => Mark(next));
        store.Get(KnownResources.Pods, Key("a")).ShouldNotBeNull();

        store.Update(KnownResources.Pods, Key("a"), next => next.Metadata().Remove("finalizers"));

        store.Get(KnownResources.Pods, Key("a")).ShouldBeNull();
    }

    [Fact]
    public void Lists_are_ordered_and_later_writes_do_not_touch_them()
    {
        var store = new ClusterStore(_time);
        foreach (var name in (string[])["b", "c", "a"]) store.Create(KnownResources.Pods, Named(name));

        var list = store.List(KnownResources.Pods, "ns");
        store.Remove(KnownResources.Pods, Key("b"));

        list.Select(value => value.Name()).ShouldBe(["a", "b", "c"]);
        store.List(KnownResources.Pods).Select(value => value.Name()).ShouldBe(["a", "c"]);
    }

    [Fact]
    public void Every_write_is_told_with_what_was_before_and_in_order()
    {
        var store = new ClusterStore(_time);
        var told = new List<StoreEvent>();
        store.Changed += told.Add;

        store.Create(KnownResources.Pods, Named("a"));
        store.Update(KnownResources.Pods, Key("a"), value => Set(value, "nodeName", 1));
        store.Remove(KnownResources.Pods, Key("a"));

        told.Select(change => change.Type).ShouldBe([WatchEventType.Added, WatchEventType.Modified, WatchEventType.Deleted]);
        told.Select(change => change.Revision).ShouldBeInOrder();
        told[1].Previous.ShouldBeSameAs(told[0].Object);
        told[2].Object.ResourceVersion().ShouldBe(told[2].Revision);
    }

    [Fact]
    public void A_restored_store_shows_the_old_state_under_the_old_revision()
    {
        var store = new ClusterStore(_time);
        store.Create(KnownResources.Pods, Named("a"));
        var snapshot = store.Snapshot();
        store.Create(KnownResources.Pods, Named("b"));
        store.Remove(KnownResources.Pods, Key("a"));

        store.Restore(snapshot);

        store.Revision.ShouldBe(snapshot.Revision);
        store.List(KnownResources.Pods).Select(value => value.Name()).ShouldBe(["a"]);
    }

    [Fact]
    public void An_older_page_shows_what_was_there_then()
    {
        var store = new ClusterStore(_time);
        store.Create(KnownResources.Pods, Named("a"));
        store.Create(KnownResources.Pods, Named("b"));
        var then = store.Revision;
        store.Remove(KnownResources.Pods, Key("a"));
        store.Create(KnownResources.Pods, Named("c"));

        var (objects, _) = store.Page(KnownResources.Pods, "ns", then);

        objects.ShouldNotBeNull().Select(stored => stored.Object.Name()).ShouldBe(["a", "b"]);
    }

    [Fact]
    public void A_forgotten_history_can_neither_be_watched_nor_paged()
    {
        var store = new ClusterStore(_time);
        store.Create(KnownResources.Pods, Named("a"));
        var then = store.Revision;
        store.Create(KnownResources.Pods, Named("b"));

        store.ForgetHistory();

        store.TryWatch(KnownResources.Pods, then, _ => { }, out _).ShouldBeFalse();
        store.Page(KnownResources.Pods, null, then).Objects.ShouldBeNull();
        store.TryWatch(KnownResources.Pods, store.Revision, _ => { }, out _).ShouldBeTrue();
    }

    [Fact]
    public void Only_so_much_history_is_kept()
    {
        var store = new ClusterStore(_time, historyLimit: 2);
        store.Create(KnownResources.Pods, Named("a"));
        var then = store.Revision;
        foreach (var name in (string[])["b", "c", "d"]) store.Create(KnownResources.Pods, Named(name));

        store.TryWatch(KnownResources.Pods, then, _ => { }, out var oldest).ShouldBeFalse();
        oldest.ShouldBe(then + 1);
    }

    private static ObjectKey Key(string name) => new("ns", name);

    private static JsonObject Named(string name) => new() { ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = "ns" } };

    private static bool Set(JsonObject value, string field, int number)
    {
        value["spec"] = new JsonObject { [field] = number };
        return true;
    }

    private static bool Mark(JsonObject value)
    {
        value.Metadata()["deletionTimestamp"] = "2026-01-01T00:00:00Z";
        return true;
    }
}
