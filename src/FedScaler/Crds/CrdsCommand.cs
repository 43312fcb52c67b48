using System.CommandLine;
using FedScaler.Api.Schema;

namespace FedScaler.Crds;

/// <summary><c>fedscaler crds</c>: the CRDs as YAML, from the C# types.</summary>
internal static class CrdsCommand
{
    public static Command Create()
    {
        var directory = new Option<DirectoryInfo?>("--out") { Description = "Write one file per CRD into this folder instead of all of them to standard output.", HelpName = "DIR" };
        var command = new Command("crds", "Print FedScaler's custom resource definitions: fedscaler crds | kubectl apply --server-side -f -") { directory };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(directory), parsed.InvocationConfiguration.Output, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(DirectoryInfo? directory, TextWriter output, CancellationToken cancellationToken)
    {
        if (directory is null)
        {
            await output.WriteAsync(CrdYaml.Render().AsMemory(), cancellationToken);
            return ExitCodes.Success;
        }

        directory.Create();
        foreach (var (name, yaml) in CrdYaml.Files())
            await File.WriteAllTextAsync(Path.Combine(directory.FullName, name), yaml, cancellationToken);
        return ExitCodes.Success;
    }
}
