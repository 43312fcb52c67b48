namespace FedScaler.EndToEnd.Tests.Scenarios.Cron;

/// <summary>Windows open and close on the second, whatever is done to them meanwhile; the FedHPA's spec is never touched.</summary>
public class WindowTests : FleetTest
{
    private const string Morning = "{name: morning, schedule: \"3 8 * * *\", end: \"8 8 * * *\", minReplicas: 30}";

    [Fact]
    public async Task A_floor_is_there_ahead_of_its_start_and_gone_at_its_end_and_the_way_down_is_the_members_own()
    {
        var fleet = await StartSandboxAsync();
        await fleet.ShareOutAsync();
        await fleet.ScheduleAsync("{name: morning, schedule: \"10 8 * * *\", end: \"20 8 * * *\", leadTime: 5m, minReplicas: 30}");

        await fleet.StepToAsync("8:04:59");
        await fleet.ShouldHoldAsync(6, 60, "");
        await fleet.StepToAsync("8:05:01");
        await fleet.ShouldHoldAsync(30, 60, "peak/morning");
        await fleet.StepToAsync("8:10:00");
        (await ReadyAsync(fleet)).ShouldBeGreaterThanOrEqualTo(30);

        await fleet.StepToAsync("8:19:59");
        await fleet.ShouldHoldAsync(30, 60, "peak/morning");
        await fleet.StepToAsync("8:20:01");
        await fleet.ShouldHoldAsync(6, 60, "");
        await fleet.UntilAsync("the members have come down by themselves", async () => await ReadyAsync(fleet) == 6, TimeSpan.FromMinutes(20));
        (await fleet.HistoryAsync()).ShouldBe(["Start morning 08:05 Applied", "End morning 08:20 Applied"]);
    }

    [Fact]
    public async Task Created_in_its_middle_it_holds_at_once_and_deleted_there_it_is_undone_at_once()
    {
        var fleet = await StartSandboxAsync();
        await fleet.ShareOutAsync();
        await fleet.StepToAsync("8:05:00");

        await fleet.ScheduleAsync(Morning);
        await fleet.StepAsync(1);
        await fleet.ShouldHoldAsync(30, 60, "peak/morning");

        await fleet.UnscheduleAsync();
        await fleet.StepAsync(1);
        await fleet.ShouldHoldAsync(6, 60, "");
    }

    [Theory]
    [InlineData("spec: {rules: [{name: morning, schedule: \"3 8 * * *\", end: \"8 8 * * *\", minReplicas: 45}]}", 45, "peak/morning")]
    [InlineData("spec: {rules: [{name: morning, schedule: \"3 8 * * *\", end: \"4 8 * * *\", minReplicas: 30}]}", 6, "")]
    [InlineData("spec: {rules: [{name: morning, schedule: \"10 9 * * *\", end: \"20 9 * * *\", minReplicas: 30}]}", 6, "")]
    [InlineData("spec: {rules: [{name: other, schedule: \"0 8 * * *\", end: \"8 8 * * *\", minReplicas: 20}]}", 20, "peak/other")]
    [InlineData("spec: {suspend: true}", 6, "")]
    [InlineData("spec: {rules: [{name: morning, schedule: \"3 8 * * *\", end: \"8 8 * * *\", minReplicas: 30, suspend: true}]}", 6, "")]
    [InlineData("spec: {timeZone: Asia/Shanghai}", 6, "")]
    [InlineData("spec: {exclude: [\"2026-11-21\"]}", 6, "")]
    [InlineData("spec: {historyLimit: 0}", 30, "peak/morning")]
    public async Task Edited_in_its_middle_it_is_what_it_says_now(string edit, int min, string active)
    {
        var fleet = await StartSandboxAsync();
        await fleet.ShareOutAsync();
        await fleet.ScheduleAsync(Morning);
        await fleet.StepToAsync("8:05:00");
        await fleet.ShouldHoldAsync(30, 60, "peak/morning");

        await fleet.EditScheduleAsync(edit);
        await fleet.StepAsync(1);
        await fleet.ShouldHoldAsync(min, 60, active);
        if (edit.Contains("historyLimit", StringComparison.Ordinal)) (await fleet.HistoryAsync()).ShouldBeEmpty();
        await fleet.StepToAsync("8:08:01");
        await fleet.ShouldHoldAsync(6, 60, "");
    }

    [Fact]
    public async Task Unsuspended_in_its_middle_it_holds_again_until_its_end()
    {
        var fleet = await StartSandboxAsync();
        await fleet.ShareOutAsync();
        await fleet.ScheduleAsync(Morning, spec: "suspend: true");
        await fleet.StepToAsync("8:05:00");
        await fleet.ShouldHoldAsync(6, 60, "");

        await fleet.EditScheduleAsync("spec: {suspend: false}");
        await fleet.StepAsync(1);
        await fleet.ShouldHoldAsync(30, 60, "peak/morning");
        await fleet.StepToAsync("8:08:01");
        await fleet.ShouldHoldAsync(6, 60, "");
    }

    [Fact]
    public async Task The_user_may_edit_his_own_bounds_in_its_middle()
    {
        var fleet = await StartSandboxAsync();
        await fleet.ShareOutAsync();
        await fleet.ScheduleAsync(Morning);
        await fleet.StepToAsync("8:05:00");

        await fleet.EditAsync("spec: {minReplicas: 9, maxReplicas: 90}");
        await fleet.UntilAsync("both hold", async () => await fleet.SumAsync() == new Share(30, 90));
        await fleet.StepToAsync("8:08:01");
        await fleet.ShouldHoldAsync(9, 90, "");
    }

    [Fact]
    public async Task A_paused_FedHPA_says_what_would_hold_and_writes_nothing()
    {
        var fleet = await StartSandboxAsync();
        await fleet.ShareOutAsync();
        await fleet.ScheduleAsync(Morning);
        await fleet.EditAsync("spec: {paused: true}");
        await fleet.StepToAsync("8:05:00");

        (await fleet.SumAsync()).ShouldBe(new Share(6, 60));
        (await fleet.ActiveAsync()).ShouldBe("peak/morning");
        await fleet.EditAsync("spec: {paused: false}");
        await fleet.UntilAsync("it holds", async () => await fleet.SumAsync() == new Share(30, 60));
    }

    [Fact]
    public async Task A_schedule_without_a_target_waits_for_it()
    {
        var fleet = await StartSandboxAsync();
        await fleet.ScheduleAsync(Morning);
        await fleet.StepToAsync("8:05:00");
        (await fleet.ScheduleConditionAsync("TargetMissing")).IsTrue.ShouldBeTrue();

        await fleet.ShareOutAsync();
        await fleet.UntilAsync("it holds", async () => await fleet.SumAsync() == new Share(30, 60));
        await fleet.UntilAsync("it says so", async () => !(await fleet.ScheduleConditionAsync("TargetMissing")).IsTrue);
    }

    [Fact]
    public async Task A_silent_member_holds_up_no_window()
    {
        var fleet = await StartSandboxAsync();
        await fleet.ShareOutAsync();
        await fleet.ScheduleAsync(Morning);
        await fleet.StepToAsync("8:02:00");
        var silent = (await fleet.ShareAsync("idc-b"))!.Value;
        fleet.Sandbox.BlackHole("idc-b");

        await fleet.StepToAsync("8:03:30");
        (silent.Min + (await fleet.ShareAsync("idc-a"))!.Value.Min + (await fleet.ShareAsync("cloud-c"))!.Value.Min).ShouldBe(30);
        fleet.Sandbox.Mend("idc-b");
        await fleet.StepToAsync("8:08:01");
        (await fleet.EffectiveAsync()).ShouldBe(new Share(6, 60));
    }

    private static async Task<int> ReadyAsync(Scenario fleet)
    {
        var ready = 0;
        foreach (var member in fleet.Members) ready += await fleet.ReadyAsync(member.Name);
        return ready;
    }
}
