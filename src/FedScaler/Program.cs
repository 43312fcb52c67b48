using System.CommandLine;
using FedScaler.Crds;
using FedScaler.Demo;
using FedScaler.Plan;
using FedScaler.Run;
using FedScaler.SandboxHost;

namespace FedScaler;

/// <summary>The <c>fedscaler</c> program: one command a folder.</summary>
public static class Program
{
    public static Task<int> Main(string[] args)
    {
        var root = new RootCommand("Autoscaling for one application over many Kubernetes clusters.")
        {
            RunCommand.Create(),
            DemoCommand.Create(),
            SandboxCommand.Create(),
            PlanCommand.Create(),
            CrdsCommand.Create(),
        };
        return root.Parse(args).InvokeAsync();
    }
}
