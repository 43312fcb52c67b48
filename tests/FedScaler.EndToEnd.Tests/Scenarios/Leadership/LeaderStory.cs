using System.Globalization;
using System.Text;

namespace FedScaler.EndToEnd.Tests.Scenarios.Leadership;

/// <summary>Shares are made and room moves to a saturated member, while something happens to the leader at one of its writes.</summary>
internal sealed class LeaderStory(Scenario fleet)
{
    private const double Length = 50;

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

    /// <summary>What is in force, without times: of the maxima only their sum, as moves depend on what was seen first.</summary>
    public async Task<string> DescribeAsync()
    {
        await fleet.StepAsync(150);
        var (state, sum) = (new StringBuilder(), 0);
        foreach (var member in fleet.Members)
        {
            var share = (await fleet.ShareAsync(member.Name)).ShouldNotBeNull();
            var runs = await fleet.RunsAsync(member.Name);
            sum += share.Max;
            state.AppendLine(CultureInfo.InvariantCulture, $"{member.Name}: from {share.Min}, runs {runs}, has room: {share.Max > runs}");
        }

        return state.AppendLine(CultureInfo.InvariantCulture, $"in all up to {sum}").AppendLine((await fleet.FindBindingAsync())!["spec"]!.ToJsonString()).ToString();
    }
}
