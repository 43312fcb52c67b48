using FedScaler.Runtime.Leadership;

namespace FedScaler.EndToEnd.Tests.Scenarios.Leadership;

/// <summary>The leader is lost at every single write that it makes. The laws are held to every revision stored, whoever stored it.</summary>
public class LeaderLossTests : FleetTest
{
    /// <summary>At every how many-th write it is lost.</summary>
    protected virtual int Stride => 1;

    [Fact]
    public async Task Wherever_the_leader_is_killed_the_other_brings_the_same_about()
    {
        var writes = await CountWritesAsync();
        for (var kill = 1; kill <= writes; kill += Stride)
        {
            var fleet = await StartSandboxAsync(service: false);
            var story = new LeaderStory(fleet);
            await story.BeginAsync();
            var at = story.One.Wire.Writes + kill;
            // That write is stored, and its answer lost.
            story.One.Wire.AfterWrite = number => Do(number == at, story.One.Kill);
            await story.PlayAsync(() => story.One.Wire.Writes >= at);
            story.One.Kill();
            await story.SucceedAsync();
            await story.ShouldHaveComeAboutAsync($"killed after write {kill} of {writes}");
            await EndAsync();
        }
    }

    [Fact]
    public async Task Wherever_the_leader_is_stopped_past_its_lease_it_does_no_harm_when_it_goes_on()
    {
        var writes = await CountWritesAsync();
        for (var stop = 1; stop <= writes; stop += Stride)
        {
            var fleet = await StartSandboxAsync(service: false);
            var story = new LeaderStory(fleet);
            await story.BeginAsync();
            var at = story.One.Wire.Writes + stop;
            // Past its own gate, and not yet sent: nothing that it could look at stops it any more.
            story.One.Wire.BeforeWrite = number => Do(number == at, story.One.Freeze);
            await story.PlayAsync(() => story.One.IsFrozen);
            if (!story.One.IsFrozen) story.One.Freeze();
            await story.SucceedAsync();
            await fleet.StepAsync(40);

            story.One.Thaw();
            await fleet.StepAsync(2);
            await Should.ThrowAsync<LeadershipLostException>(story.One.Run);
            await story.ShouldHaveComeAboutAsync($"stopped before write {stop} of {writes}");
            await EndAsync();
        }
    }

    private static void Do(bool now, Action act)
    {
        if (now) act();
    }

    private async Task<int> CountWritesAsync()
    {
        var story = new LeaderStory(await StartSandboxAsync(service: false));
        await story.BeginAsync();
        var writes = await story.PlayAsync(static () => false);
        await EndAsync();
        writes.ShouldBeInRange(5, 100);
        return writes;
    }
}
