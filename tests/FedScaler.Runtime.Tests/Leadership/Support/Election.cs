using System.Text.Json.Nodes;
using FedScaler.Runtime.Leadership;
using FedScaler.Runtime.Tests.Support;
using FedScaler.Sandbox.Time;

namespace FedScaler.Runtime.Tests.Leadership.Support;

/// <summary>Candidates for one Lease on a stepped clock. Whenever all is quiet, no two of them may write.</summary>
internal sealed class Election : IAsyncDisposable
{
    private const int Looks = 5;

    private readonly Dictionary<string, string> _epochs = new(StringComparer.Ordinal);

    public SimulatedTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public LeaseServer Server { get; } = new();

    public List<Candidate> Candidates { get; } = [];

    /// <summary>Of those whose process goes on; null for none.</summary>
    public Candidate? Leader => Candidates.Find(static candidate => !candidate.IsFrozen && candidate.MayWrite);

    public async Task<Candidate> AddAsync(string identity, Func<ElectionOptions, ElectionOptions>? configure = null, TimeSpan wallClockOffset = default)
    {
        var candidate = new Candidate(Server, Time, identity, configure, wallClockOffset);
        Candidates.Add(candidate);
        await SettleAsync();
        return candidate;
    }

    /// <summary>A Lease that some former instance released: whoever comes first leads at once.</summary>
    public async Task<Candidate> BeginAsync(string identity)
    {
        Server.Create(new()
        {
            ["apiVersion"] = "coordination.k8s.io/v1",
            ["kind"] = "Lease",
            ["metadata"] = new JsonObject { ["name"] = LeaseServer.Name, ["namespace"] = LeaseServer.Namespace },
            ["spec"] = new JsonObject { ["holderIdentity"] = "", ["leaseDurationSeconds"] = 1, ["leaseTransitions"] = 7 },
        });
        var first = await AddAsync(identity);
        first.MayWrite.ShouldBeTrue();
        return first;
    }

    /// <summary>Moves on, stopping at all that is due on the way.</summary>
    public async Task StepAsync(double seconds)
    {
        var end = Time.GetUtcNow() + TimeSpan.FromSeconds(seconds);
        await SettleAsync();
        while (Time.GetUtcNow() < end)
        {
            Time.AdvanceTo(Time.NextDue is { } due && due < end ? due : end);
            await SettleAsync();
        }
    }

    public async Task SettleAsync()
    {
        var quiet = 0;
        await Wait.UntilAsync(
            () =>
            {
                for (var spin = 0; spin < 200 && quiet < Looks; spin++)
                {
                    quiet = Candidates.TrueForAll(static candidate => candidate.IsQuiet) ? quiet + 1 : 0;
                    Thread.Yield();
                }

                return quiet >= Looks;
            },
            "quiet");
        Judge();
    }

    public async Task EndAsync(Candidate candidate)
    {
        Candidates.Remove(candidate);
        await candidate.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var candidate in Candidates) await candidate.DisposeAsync();
    }

    /// <summary>One at most would write now, and each epoch is one instance's.</summary>
    public void Judge()
    {
        var leading = Candidates.FindAll(static candidate => !candidate.IsFrozen && candidate.MayWrite);
        leading.Count.ShouldBeLessThanOrEqualTo(1, string.Join(" and ", leading.Select(static candidate => candidate.Identity)));
        if (leading is not [{ Epoch: { } epoch } only]) return;
        _epochs.TryAdd(epoch, only.Identity);
        _epochs[epoch].ShouldBe(only.Identity, $"epoch {epoch}");
    }
}
