using FedScaler.Kube.Json;

namespace FedScaler.Kube.Config;

/// <summary>
/// The user's own kubeconfig, trusted as kubectl trusts it; several files merge into one and the first to name a thing
/// wins. For a kubeconfig that somebody else wrote use <see cref="MemberKubeconfig"/>.
/// </summary>
public sealed class Kubeconfig
{
    private const string FileMend = "name a file that is there and can be read";
    private readonly Dictionary<string, KubeconfigFields> _clusters = [];
    private readonly Dictionary<string, KubeconfigFields> _users = [];
    private readonly Dictionary<string, KubeconfigFields> _contexts = [];

    private Kubeconfig()
    {
    }

    /// <summary>The context used where none is asked for; empty when the file names none.</summary>
    public string CurrentContext { get; private set; } = "";

    public IReadOnlyCollection<string> Contexts => _contexts.Keys;

    internal IEnumerable<KubeconfigFields> AllClusters => _clusters.Values;

    internal IEnumerable<KubeconfigFields> AllUsers => _users.Values;

    /// <summary>Parses YAML or JSON.</summary>
    /// <param name="directory">What relative paths in it are relative to.</param>
    /// <exception cref="KubeconfigException">Not a kubeconfig.</exception>
    public static Kubeconfig Parse(string text, string? directory = null, YamlLimits? limits = null)
    {
        var config = new Kubeconfig();
        config.Merge(text, directory ?? "", limits);
        return config;
    }

    /// <summary>Reads files as <c>KUBECONFIG=a:b</c> names them: those that are not there are passed over, unless there is only one.</summary>
    /// <exception cref="KubeconfigException">No file, an unreadable one, or not a kubeconfig.</exception>
    public static async Task<Kubeconfig> LoadAsync(IReadOnlyList<string> paths, CancellationToken cancellationToken)
    {
        var config = new Kubeconfig();
        foreach (var path in paths)
        {
            if (!File.Exists(path))
            {
                if (paths.Count == 1) throw new KubeconfigException(path, "no such file", FileMend);
                continue;
            }

            config.Merge(await ReadAsync(path, cancellationToken), Path.GetDirectoryName(Path.GetFullPath(path))!, null);
        }

        return config;
    }

    /// <summary>Where kubectl looks: the path given, else KUBECONFIG's list, else <c>~/.kube/config</c>.</summary>
    public static IReadOnlyList<string> DefaultPaths(string? explicitPath = null)
    {
        if (!string.IsNullOrEmpty(explicitPath)) return [explicitPath];
        var listed = Environment.GetEnvironmentVariable("KUBECONFIG")?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [];
        return listed.Length > 0
            ? [.. listed.Distinct()]
            : [Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube", "config")];
    }

    /// <summary>What a context (the current one where null) says about how to reach its cluster.</summary>
    /// <exception cref="KubeconfigException">The context, its cluster or its user is missing or wrong.</exception>
    public ClusterConnection Resolve(string? context = null)
    {
        var (cluster, user, ns) = Select(context);
        var trust = ConnectionReader.ReadCluster(cluster);
        return ConnectionReader.Combine(trust, user is null ? Auth.UserCredentials.Anonymous : CredentialReader.Read(user), ns, AddressPolicy.Any);
    }

    internal (KubeconfigFields Cluster, KubeconfigFields? User, string? Namespace) Select(string? context)
    {
        var name = context ?? CurrentContext;
        if (name.Length == 0) throw new KubeconfigException("current-context", "not set", "set it to one of the file's contexts");
        var chosen = Find(_contexts, "contexts", name, context is null ? "current-context" : "context");
        var cluster = chosen.Require("cluster", "name one of the file's clusters");
        var user = chosen.String("user");
        return (Find(_clusters, "clusters", cluster, chosen.Path + ".cluster"),
            string.IsNullOrEmpty(user) ? null : Find(_users, "users", user, chosen.Path + ".user"),
            chosen.String("namespace"));
    }

    private static KubeconfigFields Find(Dictionary<string, KubeconfigFields> entries, string list, string name, string from) =>
        entries.GetValueOrDefault(name)
        ?? throw new KubeconfigException(from, $"'{KubeconfigFields.Printable(name)}' is not among {list}", $"add it to {list}, or name one that is there");

    private static async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(path, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new KubeconfigException(path, "cannot be read", FileMend, e);
        }
    }

    private void Merge(string text, string directory, YamlLimits? limits)
    {
        var root = KubeconfigFields.ParseRoot(text, directory, limits);
        if (CurrentContext.Length == 0) CurrentContext = root.String("current-context") ?? "";
        Add(_clusters, root, "clusters", "cluster");
        Add(_users, root, "users", "user");
        Add(_contexts, root, "contexts", "context");
    }

    private static void Add(Dictionary<string, KubeconfigFields> entries, KubeconfigFields root, string list, string field)
    {
        foreach (var entry in root.Named(list, field)) entries.TryAdd(entry.Name, entry.Fields);
    }
}
