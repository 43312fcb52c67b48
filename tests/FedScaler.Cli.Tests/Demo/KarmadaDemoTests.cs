using FedScaler.Cli.Tests.Support;
using FedScaler.Demo;
using FedScaler.Demo.View;
using FedScaler.Hosting.Federations;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.Demo;

public sealed class KarmadaDemoTests
{
    [Fact]
    public async Task Over_a_Karmada_control_plane_the_same_story_ends_with_every_law_kept()
    {
        using var folder = new TemporaryFolder();
        var (lines, error) = (new StringWriter(), new StringWriter());
        var options = new DemoOptions(Trace: null, TimeSpan.FromMinutes(180), folder.Path, Seed: 7, FederationKind.Karmada);

        (await DemoRun.RunAsync(options, new PlainDemoView(lines), error, TestContext.Current.CancellationToken)).ShouldBe(0, $"{lines}{error}");

        var story = lines.ToString();
        story.ShouldContain("Silent → Lent");
        story.ShouldContain("Lent → Active");
        story.ShouldContain("ScaleIn drop-bad-pods: Completed");
    }
}
