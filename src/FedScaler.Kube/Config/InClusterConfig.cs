using FedScaler.Kube.Auth;

namespace FedScaler.Kube.Config;

/// <summary>How a pod reaches its own cluster: the service's environment variables and the mounted service account.</summary>
public static class InClusterConfig
{
    /// <summary>Where the kubelet mounts the service account.</summary>
    public const string ServiceAccountDirectory = "/var/run/secrets/kubernetes.io/serviceaccount";

    private const string Mend = "run inside a pod with its service account mounted, or give --kubeconfig";

    /// <summary>Reads what the kubelet left; the token is read again as it is rotated.</summary>
    /// <exception cref="KubeconfigException">Not in a pod, or its service account is not mounted.</exception>
    public static ClusterConnection Load(string directory = ServiceAccountDirectory)
    {
        var host = Variable("KUBERNETES_SERVICE_HOST");
        var port = Variable("KUBERNETES_SERVICE_PORT");
        if (!Uri.TryCreate($"https://{(host.Contains(':') ? $"[{host}]" : host)}:{port}", UriKind.Absolute, out var server))
            throw new KubeconfigException("KUBERNETES_SERVICE_HOST", "not an address", Mend);
        return new ClusterConnection
        {
            Server = server,
            Roots = ConnectionReader.ParseRoots(File(directory, "ca.crt", System.IO.File.ReadAllBytes), Path.Combine(directory, "ca.crt")),
            User = new UserCredentials { TokenFile = Path.Combine(directory, "token") },
            Namespace = File(directory, "namespace", System.IO.File.ReadAllText).Trim(),
        };
    }

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value
        ? value
        : throw new KubeconfigException(name, "not set", Mend);

    private static T File<T>(string directory, string name, Func<string, T> read)
    {
        var path = Path.Combine(directory, name);
        try
        {
            return read(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KubeconfigException(path, "cannot be read", Mend, e);
        }
    }
}
