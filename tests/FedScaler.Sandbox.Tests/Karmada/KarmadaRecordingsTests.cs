using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Karmada;

public sealed class KarmadaRecordingsTests(RecordingReplay replay) : IClassFixture<RecordingReplay>
{
    [Theory]
    [InlineData(1, "the members have joined")]
    [InlineData(2, "a policy names another scheduler, and the binding stays without clusters")]
    [InlineData(3, "clusters are written, and Works and Deployments appear")]
    [InlineData(4, "our Works put an HPA into every member")]
    [InlineData(5, "a member scales itself, and Karmada leaves it")]
    [InlineData(6, "the binding and then the template follow")]
    [InlineData(7, "the template is touched, and the members keep their replicas")]
    [InlineData(8, "a share is changed through its Work")]
    [InlineData(9, "a hand in the member is put back")]
    [InlineData(10, "a member is black-holed")]
    [InlineData(11, "it is back")]
    [InlineData(12, "our Works are deleted")]
    public void The_sandbox_leaves_what_real_Karmada_left(int step, string what) =>
        string.Join('\n', replay.Differences(step)).ShouldBeEmpty(what);

    [Fact]
    public void A_silent_member_is_found_as_late_as_by_real_Karmada() =>
        // 76.4 s were recorded: between two looks every 10 s, a look that hangs and 30 s of failures, they depend on when it fell silent.
        replay.SilenceFound.TotalSeconds.ShouldBeInRange(60, 95);
}
