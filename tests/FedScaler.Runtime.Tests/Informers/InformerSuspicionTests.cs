using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Tests.Support;

namespace FedScaler.Runtime.Tests.Informers;

public sealed class InformerSuspicionTests
{
    [Fact]
    public async Task A_wiped_server_is_followed_but_suspected_until_its_objects_are_back()
    {
        await using var running = await WipedAsync();
        running.Names.ShouldBe("");
        running.Status.Suspicious.ShouldBeTrue();

        running.Server.Put("a");
        await running.CaughtUpAsync();
        running.Status.Suspicious.ShouldBeTrue();
        running.Server.Put("b");
        await Wait.UntilAsync(() => !running.Status.Suspicious);
    }

    [Fact]
    public async Task A_suspicion_ends_with_time()
    {
        await using var running = await WipedAsync();
        running.Time.Advance(TimeSpan.FromMinutes(4.9));
        running.Status.Suspicious.ShouldBeTrue();
        running.Time.Advance(TimeSpan.FromMinutes(0.1));
        running.Status.Suspicious.ShouldBeFalse();
    }

    [Fact]
    public async Task Deletions_that_are_told_one_by_one_are_not_suspicious()
    {
        await using var running = new RunningInformer();
        foreach (var name in (string[])["a", "b", "c"]) running.Server.Put(name);
        await running.StartSyncedAsync();
        foreach (var name in (string[])["a", "b", "c"]) running.Server.Delete(name);
        await running.CaughtUpAsync();
        running.Status.Suspicious.ShouldBeFalse();
    }

    private static async Task<RunningInformer> WipedAsync()
    {
        var running = new RunningInformer();
        foreach (var name in (string[])["a", "b", "c"]) running.Server.Put(name);
        await running.StartSyncedAsync();
        bool? suspectedWhenTold = null;
        running.Informer.Subscribe(c => suspectedWhenTold = c.Kind == InformerChangeKind.Deleted ? running.Status.Suspicious : null);
        running.Server.Restore(200);
        running.Server.ForgetHistory();
        running.Server.EndWatches(new IOException("restarted"));
        await running.StepUntilAsync(() => running.Status.ResourceVersion == "200" && running.Server.OpenWatches == 1);
        suspectedWhenTold.ShouldBe(true, "whoever sees objects missing must see the warning");
        return running;
    }
}
