using FedScaler.Runtime.Leadership;
using FedScaler.Runtime.Tests.Leadership.Support;

namespace FedScaler.Runtime.Tests.Leadership;

/// <summary>Anything that may happen to instances, in any order: <see cref="Election.Judge"/> is asked after every step.</summary>
public sealed class RandomElectionTests
{
    private const int Steps = 60;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 12)];

    [Theory, MemberData(nameof(Seeds))]
    public async Task Never_do_two_lead_by_their_own_clocks_and_one_does_when_all_is_mended(int seed)
    {
        var random = new Random(seed);
        await using var election = new Election();
        await election.BeginAsync("0");
        for (var i = 1; i < 3; i++) await election.AddAsync($"{i}", Configure(random), TimeSpan.FromMinutes(random.Next(-60, 61)));
        for (var step = 0; step < Steps; step++)
        {
            await ActAsync(election, random, $"{step + 3}");
            await election.StepAsync(random.NextDouble() * 4);
            await ReplaceEndedAsync(election, random, $"{step + 3}r");
        }

        foreach (var candidate in election.Candidates) Mend(candidate);
        await election.StepAsync(1);
        await ReplaceEndedAsync(election, random, "last");
        await election.StepAsync(120);
        await ReplaceEndedAsync(election, random, "really last");
        await election.StepAsync(120);
        election.Leader.ShouldNotBeNull();
    }

    private static Func<ElectionOptions, ElectionOptions>? Configure(Random random) => random.Next(3) switch
    {
        0 => static options => options with { LeaseDuration = TimeSpan.FromSeconds(30), RenewDeadline = TimeSpan.FromSeconds(20) },
        1 => static options => options with { LeaseDuration = TimeSpan.FromSeconds(5), RenewDeadline = TimeSpan.FromSeconds(4), RetryPeriod = TimeSpan.FromSeconds(1) },
        _ => null,
    };

    private static async Task ActAsync(Election election, Random random, string identity)
    {
        var candidate = election.Candidates[random.Next(election.Candidates.Count)];
        switch (random.Next(9))
        {
            case 0:
                candidate.Client.IsCut ^= true;
                break;
            case 1 when !candidate.IsFrozen:
                candidate.Client.Hold();
                break;
            case 2 when !candidate.IsFrozen:
                candidate.Client.LetGo();
                break;
            case 3:
                candidate.Client.LosesAnswers ^= true;
                break;
            case 4 when !candidate.IsFrozen:
                candidate.Freeze();
                break;
            case 5 when candidate.IsFrozen:
                // Its clock goes on first, before anything has told it that time went by.
                candidate.Clock.Continue();
                election.Judge();
                candidate.Thaw();
                break;
            case 6 when random.Next(3) == 0:
                election.Server.Delete();
                break;
            case 7 when !candidate.IsFrozen:
                candidate.Stop();
                break;
            default:
                if (election.Candidates.Count < 4) await election.AddAsync(identity, Configure(random), TimeSpan.FromMinutes(random.Next(-60, 61)));
                break;
        }

        await election.SettleAsync();
    }

    private static void Mend(Candidate candidate)
    {
        (candidate.Client.IsCut, candidate.Client.LosesAnswers) = (false, false);
        if (candidate.IsFrozen) candidate.Thaw();
        candidate.Client.LetGo();
    }

    /// <summary>As the kubelet does.</summary>
    private static async Task ReplaceEndedAsync(Election election, Random random, string identity)
    {
        foreach (var ended in election.Candidates.Where(static candidate => candidate.Run.IsCompleted).ToList())
        {
            await election.EndAsync(ended);
            await election.AddAsync($"{identity}.{election.Candidates.Count}", Configure(random), ended.Skew);
        }
    }
}
