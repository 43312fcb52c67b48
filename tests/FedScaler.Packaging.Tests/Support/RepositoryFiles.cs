namespace FedScaler.Packaging.Tests.Support;

/// <summary>Files of the repository that the tests run in.</summary>
internal static class RepositoryFiles
{
    public static readonly string Root = FindRoot();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    public static string Read(params string[] parts) => File.ReadAllText(PathOf(parts));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "FedScaler.sln"))) return folder.FullName;
        throw new InvalidOperationException($"no FedScaler.sln above {AppContext.BaseDirectory}");
    }
}
