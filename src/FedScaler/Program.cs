using System.CommandLine;
using FedScaler.Crds;
using FedScaler.Cron;
using FedScaler.Demo;
using FedScaler.Members;
using FedScaler.Migrate;
using FedScaler.Plan;
using FedScaler.Run;
using FedScaler.SandboxHost;
using FedScaler.ScaleIns;
using FedScaler.Status;

namespace FedScaler;

/// <summary>The <c>fedscaler</c> program: one command a folder.</summary>
public static class Program
{
    public static Task<int> Main(string[] args) => RunAsync(args, Console.In, new InvocationConfiguration(), CancellationToken.None);

    /// <summary>Runs one command line until it is done, or cancelled.</summary>
    internal static Task<int> RunAsync(string[] args, TextReader input, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        var root = new RootCommand("Autoscaling for one application over many Kubernetes clusters.")
        {
            RunCommand.Create(),
            DemoCommand.Create(),
            SandboxCommand.Create(),
            PlanCommand.Create(input),
            CronCommand.Create(input),
            ScaleInCommand.Create(input),
            MemberCommand.Create(),
            MigrateCommand.Create(TimeProvider.System),
            StatusCommand.Create(),
            CrdsCommand.Create(),
        };
        // A schedule may be @hourly, which the parser would otherwise take for a file of options.
        return root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null }).InvokeAsync(console, cancellationToken);
    }
}
