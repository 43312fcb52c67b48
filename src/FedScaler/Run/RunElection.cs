using FedScaler.Hosting;
using FedScaler.Runtime.Leadership;

namespace FedScaler.Run;

/// <summary>How <c>fedscaler run</c> takes part in the election.</summary>
internal static class RunElection
{
    /// <summary>Null: it runs alone. Whoever gives a kubeconfig runs one instance by hand, and it is to begin at once.</summary>
    public static ElectionOptions? Of(RunOptions options)
    {
        if (!(options.LeaderElect ?? options.Kubeconfig is null)) return null;
        // The machine's name is the pod's. A process that is started again in it is another instance.
        return new ElectionOptions(options.Namespace, options.LeaseName, $"{Environment.MachineName}_{Guid.NewGuid()}");
    }

    /// <summary>Returns the exit code.</summary>
    public static async Task<int> RunAsync(FedScalerService service, CancellationToken cancellationToken)
    {
        try
        {
            await service.RunAsync(cancellationToken);
            return ExitCodes.Success;
        }
        catch (LeadershipLostException)
        {
            // Logged where it was lost.
            return ExitCodes.LeadershipLost;
        }
    }
}
