using System.Collections.Concurrent;
using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Tests.Support;

namespace FedScaler.Runtime.Tests.Informers;

public sealed class InformerHistoryTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    [InlineData(6, true)]
    public async Task Whatever_breaks_the_cache_ends_as_the_server_stands_and_the_changes_add_up_to_it(int seed, bool watchList)
    {
        var random = new Random(seed);
        var options = Widget.Options(watchList) with { SuspiciousShrink = (_, _) => false };
        await using var running = new RunningInformer(options, draw: 0.5);
        running.Informer.AddIndex("colour", w => w.Colour);
        running.Server.RefuseList = _ => Fault(random, 0.2);
        running.Server.RefuseWatch = _ => Fault(random, 0.2);
        running.Start();

        for (var step = 0; step < 400; step++)
        {
            Happen(running, random);
            if (random.Next(5) == 0) Step(running);
        }

        running.Server.RefuseList = _ => null;
        running.Server.RefuseWatch = _ => null;
        await Wait.UntilAsync(() =>
        {
            Step(running);
            return running.Status.ResourceVersion == $"{running.Server.Revision}" && running.Status.Live;
        });

        running.Informer.Items.OrderBy(w => w.Name, StringComparer.Ordinal).ShouldBe(running.Server.Widgets);
        Replay(running.Changes).OrderBy(w => w.Name, StringComparer.Ordinal).ShouldBe(running.Server.Widgets);
        foreach (var colour in (string[])["red", "blue"])
        {
            running.Informer.ByIndex("colour", colour).OrderBy(w => w.Name, StringComparer.Ordinal)
                .ShouldBe(running.Server.Widgets.Where(w => w.Colour == colour));
        }
    }

    private static void Happen(RunningInformer running, Random random)
    {
        var server = running.Server;
        switch (random.Next(20))
        {
            case < 10: server.Put($"w{random.Next(12)}", random.Next(2) == 0 ? "red" : "blue"); break;
            case < 14: server.Delete($"w{random.Next(12)}"); break;
            case 14: server.Bookmark(); break;
            case 15: server.EndWatches(); break;
            case 16: server.EndWatches(new IOException("cut")); break;
            case 17: server.ForgetHistory(); break;
            case 18: server.EndWatches(Refusals.Expired()); break;
            default: server.ExpiresInTheStream = !server.ExpiresInTheStream; break;
        }
    }

    private static HttpRequestException? Fault(Random random, double probability)
    {
        lock (random) return random.NextDouble() < probability ? new HttpRequestException("refused") : null;
    }

    private static void Step(RunningInformer running)
    {
        if (running.Status.Phase == InformerPhase.BackingOff && running.Time.NextDue is { } due) running.Time.AdvanceTo(due);
    }

    /// <summary>Plays the changes back, and refuses any that does not fit what came before.</summary>
    private static ICollection<Widget> Replay(IEnumerable<InformerChange<Widget>> changes)
    {
        var state = new ConcurrentDictionary<string, Widget>();
        foreach (var change in changes)
        {
            var known = state.GetValueOrDefault(change.Object.Name);
            known.ShouldBe(change.Old);
            if (change.New is null) state.TryRemove(change.Object.Name, out _);
            else state[change.Object.Name] = change.New;
        }

        return state.Values;
    }
}
