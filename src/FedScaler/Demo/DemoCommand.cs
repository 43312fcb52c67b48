using System.CommandLine;
using FedScaler.Demo.View;
using FedScaler.Hosting.Federations;

namespace FedScaler.Demo;

/// <summary><c>fedscaler demo</c>: the main job, played on a simulated fleet under real load.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var trace = new Option<FileInfo?>("--trace") { Description = "Load to play: CSV with timestamp,value every few minutes. Default: two weeks of a real load balancer, which come with the program.", HelpName = "FILE" };
        var days = new Option<int>("--days") { Description = "Simulated days, 1 to 14.", DefaultValueFactory = static _ => 2, HelpName = "N" };
        var report = new Option<DirectoryInfo?>("--report") { Description = "Write report.html, with charts, into this folder.", HelpName = "DIR" };
        var seed = new Option<int>("--seed") { Description = "Decides everything that is random: the same seed gives the same run.", DefaultValueFactory = static _ => 1 };
        var federation = new Option<string>("--federation") { Description = "direct, or karmada: the same over a simulated Karmada control plane.", DefaultValueFactory = static _ => FederationNames.Of(FederationKind.Direct) };
        federation.AcceptOnlyFromAmong(FederationNames.Of(FederationKind.Direct), FederationNames.Of(FederationKind.Karmada));
        days.Validators.Add(result =>
        {
            if (result.GetValue(days) is < 1 or > 14) result.AddError("--days must be from 1 to 14");
        });
        var command = new Command("demo", "Share an application over three simulated clusters, follow real load, lose a cluster on the way, and prove that no law was broken. Exits 1 if one was.") { trace, days, report, seed, federation };
        command.SetAction((parsed, cancellationToken) => DemoRun.RunAsync(
            new DemoOptions(
                parsed.GetValue(trace)?.FullName, TimeSpan.FromDays(parsed.GetValue(days)), parsed.GetValue(report)?.FullName, parsed.GetValue(seed),
                FederationOption.Read(parsed.GetValue(federation)) ?? FederationKind.Direct),
            DemoViews.ForConsole(TimeProvider.System), parsed.InvocationConfiguration.Error, cancellationToken));
        return command;
    }
}
