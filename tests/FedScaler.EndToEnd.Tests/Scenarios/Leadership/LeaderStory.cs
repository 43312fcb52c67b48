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
        // Its load asks for 12; with 11 it is within the HPA's tolerance of a tenth.
        await fleet.UntilAsync($"cloud-c serves its load, {when}", async () => await fleet.RunsAsync("cloud-c") >= 11);
        await fleet.UntilAsync($"all room is given out, {when}", async () => (await fleet.SharesAsync()).Values.Sum(static share => share.Max) == 24);
        await fleet.UntilAsync($"the binding says what runs, {when}", async () => await BindingAsync() == await RunningAsync());
        Replicas.Holder.ShouldBe("two", when);
    }

    private async Task<string> BindingAsync()
    {
        var spec = (await fleet.FindBindingAsync())!["spec"]!;
        var clusters = spec["clusters"]!.AsArray().Select(static cluster => $"{(string?)cluster!["name"]} {(int?)cluster["replicas"]}");
        return $"{(int?)spec["replicas"]}: {string.Join(", ", clusters.Order(StringComparer.Ordinal))}";
    }

    private async Task<string> RunningAsync()
    {
        var (sum, rows) = (0, new List<string>());
        foreach (var member in fleet.Members)
        {
            var runs = await fleet.RunsAsync(member.Name);
            sum += runs;
            rows.Add($"{member.Name} {runs}");
        }

        return $"{sum}: {string.Join(", ", rows.Order(StringComparer.Ordinal))}";
    }
}
