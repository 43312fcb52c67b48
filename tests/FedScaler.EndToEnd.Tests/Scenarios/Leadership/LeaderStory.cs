namespace FedScaler.EndToEnd.Tests.Scenarios.Leadership;

/// <summary>Shares are made and room moves to a saturated member, while something happens to the leader at one of its writes.</summary>
internal sealed class LeaderStory(Scenario fleet)
{
    private const double Length = 45;

    /// <summary>Longer than a lease, a retry, and what a new leader needs to look around.</summary>
    private const double Succession = 30;

    private Replica? _one;

    public Replica One => _one!;

    public Replica Two { get; private set; } = null!;

    private Replicas Replicas => fleet.Sandbox.Replicas;

    /// <summary>Two instances, the first of which leads.</summary>
    public async Task BeginAsync()
    {
        await fleet.DeployAsync();
        _one = await Replicas.StartAsync("one");
        await Replicas.UntilLeadsAsync(_one, TimeSpan.FromSeconds(1));
        Two = await Replicas.StartAsync("two");
        await fleet.StepAsync(5);
    }

    /// <summary>Plays it; returns how many writes there were from the user's request on, up to that which <paramref name="isOver"/> tells of.</summary>
    public async Task<int> PlayAsync(Func<bool> isOver)
    {
        var before = One.Wire.Writes;
        await fleet.ApplyAsync(Manifests.FedHpa(min: 6, max: 24, spec: "deletionPolicy: Delete"));
        fleet.Sandbox.SetLoad("cloud-c", 12 * 0.6);
        for (var second = 0; second < Length && !isOver(); second++) await fleet.StepAsync(1);
        return One.Wire.Writes - before;
    }

    /// <summary>The first is gone or stopped: the second follows it.</summary>
    public async Task SucceedAsync()
    {
        Replicas.Suspend();
        await Replicas.UntilLeadsAsync(Two, TimeSpan.FromSeconds(Succession));
    }

    /// <summary>What was asked for has come about, whoever did how much of it.</summary>
    /// <param name="when">What happened, for the message.</param>
    public async Task ShouldHaveComeAboutAsync(string when)
    {
        await fleet.UntilReadyAsync();
        await fleet.StepAsync(60);
        var shares = await fleet.SharesAsync();
        var runs = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var member in fleet.Members) runs[member.Name] = await fleet.RunsAsync(member.Name);

        shares.Count.ShouldBe(fleet.Members.Count, when);
        shares.Values.Sum(static share => share.Max).ShouldBe(24, when);
        // Its load asks for 12; with 11 it is within the HPA's tolerance of a tenth.
        runs["cloud-c"].ShouldBeGreaterThanOrEqualTo(11, when);
        shares["cloud-c"].Max.ShouldBeGreaterThanOrEqualTo(12, when);
        var binding = (await fleet.FindBindingAsync())!["spec"]!;
        ((int?)binding["replicas"]).ShouldBe(runs.Values.Sum(), when);
        binding["clusters"]!.AsArray().ToDictionary(static cluster => (string)cluster!["name"]!, static cluster => (int)cluster!["replicas"]!).ShouldBe(runs, ignoreOrder: true, when);
        Replicas.Holder.ShouldBe("two", when);
    }
}
