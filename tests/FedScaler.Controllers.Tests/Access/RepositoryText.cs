namespace FedScaler.Controllers.Tests.Access;

/// <summary>Files of the repository that grant rights.</summary>
internal static class RepositoryText
{
    public static string Read(params string[] parts)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "FedScaler.sln"))) return File.ReadAllText(Path.Combine([folder.FullName, .. parts]));
        throw new InvalidOperationException($"no FedScaler.sln above {AppContext.BaseDirectory}");
    }

    /// <summary>The lines of each <c>rules:</c> in a file, from first to last.</summary>
    public static string[] RuleBlocks(string text)
    {
        var blocks = new List<string>();
        List<string>? block = null;
        foreach (var line in text.Split('\n'))
        {
            if (line == "rules:") block = [];
            else if (block is not null && (line.StartsWith("- ", StringComparison.Ordinal) || line.StartsWith("  ", StringComparison.Ordinal) || line.StartsWith('#'))) block.Add(line);
            else if (block is not null)
            {
                blocks.Add(string.Concat(block.Select(static one => one + "\n")));
                block = null;
            }
        }

        return [.. blocks];
    }
}
