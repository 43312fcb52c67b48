using FedScaler.Api;

namespace FedScaler.EndToEnd.Tests.Scenarios.Members;

/// <summary>Tokens end, and are renewed before: nobody notices; and who could not be let in says why.</summary>
public sealed class RotationTests : FleetTest
{
    private static readonly TimeSpan Granted = TimeSpan.FromMinutes(20);

    [Fact]
    public async Task Tokens_that_are_granted_for_less_than_was_asked_are_renewed_under_load_and_nothing_else_is_written()
    {
        var fleet = await StartSandboxAsync(service: false);
        await fleet.RegisterAsync(Granted);
        await fleet.StartServiceAsync();
        await fleet.DeployAsync();
        foreach (var member in fleet.Members) fleet.Sandbox.SetLoad(member.Name, 3);
        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilReadyAsync();
        await fleet.StepAsync(400);
        var first = await fleet.TokenAsync("idc-b");
        first.Lifetime.ShouldBe(Granted);

        IReadOnlyList<string> writes = [];
        var revisions = await fleet.Sandbox.FollowAsync(ApiResources.FedHpas, fleet.Namespace, "web", async () =>
            writes = await fleet.Sandbox.CountWritesAsync(async () =>
            {
                foreach (var member in fleet.Members)
                    await fleet.UntilAsync($"{member.Name} has a new token", async () => (await fleet.TokenAsync(member.Name)).IssuedAt > first.ExpiresAt - (Granted * 0.6), TimeSpan.FromMinutes(13));
                await fleet.StepAsync(60);
            }));

        // Never silent, nor unknown: nothing had to be said.
        revisions.ShouldBeEmpty();
        writes.ShouldNotContain(static write => write.Contains("horizontalpodautoscalers", StringComparison.Ordinal));
        foreach (var member in fleet.Members) writes.Count(write => write.StartsWith($"{member.Name}: ", StringComparison.Ordinal)).ShouldBe(1, "one request for a token");
        writes.Count(static write => write.StartsWith("hub: PATCH secrets", StringComparison.Ordinal)).ShouldBe(3);
        await fleet.StepAsync(Granted.TotalSeconds);
        foreach (var member in fleet.Members) (await fleet.MemberConditionAsync("Ready", member.Name)).IsTrue.ShouldBeTrue(member.Name);
    }

    [Fact]
    public async Task A_member_whose_account_is_deleted_falls_silent_says_why_and_is_mended_by_adding_it_again()
    {
        var fleet = await StartSandboxAsync(service: false);
        await fleet.RegisterAsync();
        await fleet.StartServiceAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilReadyAsync();

        fleet.DeleteAccount("idc-b");
        await fleet.UntilAsync("it says what is wrong", async () => await fleet.MemberConditionAsync("CredentialsValid", "idc-b") is { Present: true, IsTrue: false, Reason: "Rejected" });
        var ready = await fleet.MemberConditionAsync("Ready", "idc-b");
        ready.Reason.ShouldBe("Unauthorized");
        ready.Message.ShouldContain("Secret idc-b in namespace fedscaler-system");
        ready.Message.ShouldContain("fedscaler member add idc-b");

        await fleet.RegisterAsync(members: "idc-b");
        await fleet.UntilAsync("it is back", async () =>
            (await fleet.MemberConditionAsync("Ready", "idc-b")).IsTrue && (await fleet.MemberConditionAsync("CredentialsValid", "idc-b")).IsTrue);
        fleet.Sandbox.Mend("idc-b");
        await fleet.UntilReadyAsync();
    }

    [Fact]
    public async Task A_service_that_was_down_past_the_end_of_its_tokens_says_so_and_acts_on_no_guess()
    {
        var fleet = await StartSandboxAsync(service: false);
        await fleet.RegisterAsync(Granted);
        await fleet.StartServiceAsync();
        await fleet.DeployAsync();
        await fleet.ApplyAsync(Manifests.FedHpa());
        await fleet.UntilReadyAsync();
        var shares = await fleet.SharesAsync();
        var end = (await fleet.TokenAsync("idc-b")).ExpiresAt;
        await fleet.StopServiceAsync();
        await fleet.StepAsync(Granted.TotalSeconds);

        foreach (var member in fleet.Members) fleet.Sandbox.Distrust(member.Name);
        await fleet.StartServiceAsync();
        await fleet.UntilAsync("it says what is wrong", async () => await fleet.MemberConditionAsync("CredentialsValid", "idc-b") is { Present: true, IsTrue: false, Reason: "Expired" });
        await fleet.UntilAsync("it says it of the member, too", async () => await fleet.MemberConditionAsync("Ready", "idc-b") is { IsTrue: false, Reason: "Unauthorized" });
        (await fleet.MemberConditionAsync("Ready", "idc-b")).Message.ShouldContain($"whose token expired at {end.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}");
        (await fleet.SharesAsync()).ShouldBe(shares, ignoreOrder: true);

        await fleet.RegisterAsync();
        foreach (var member in fleet.Members)
        {
            await fleet.UntilAsync($"{member.Name} is back", async () => (await fleet.MemberConditionAsync("Ready", member.Name)).IsTrue);
            fleet.Sandbox.Mend(member.Name);
        }

        await fleet.UntilReadyAsync();
    }
}
