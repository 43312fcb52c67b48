namespace FedScaler.Packaging.Chart;

/// <summary>Carries the comments of <c>values.yaml</c> over into the schema and the README.</summary>
public static class ChartFiles
{
    public static async Task DescribeAsync(string chart)
    {
        var values = ValuesFile.Read(await File.ReadAllTextAsync(Path.Combine(chart, "values.yaml")));
        await RewriteAsync(Path.Combine(chart, "values.schema.json"), text => ValuesSchema.Describe(text, values));
        await RewriteAsync(Path.Combine(chart, "README.md"), text => ValuesTable.Replace(text, values));
    }

    private static async Task RewriteAsync(string file, Func<string, string> rewrite) =>
        await File.WriteAllTextAsync(file, rewrite(await File.ReadAllTextAsync(file)));
}
