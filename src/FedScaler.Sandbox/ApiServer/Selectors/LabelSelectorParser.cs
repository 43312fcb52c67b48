using FedScaler.Sandbox.ApiServer.Errors;

namespace FedScaler.Sandbox.ApiServer.Selectors;

/// <summary>Reads the text form of label selectors (apimachinery's pkg/labels/selector.go).</summary>
internal sealed class LabelSelectorParser(string text)
{
    private int _at;

    public List<LabelRequirement> Parse()
    {
        var requirements = new List<LabelRequirement>();
        while (true)
        {
            requirements.Add(Requirement());
            var next = Token();
            if (next.Length == 0) return requirements;
            if (next != ",") throw Unexpected(next, "',' or 'end of string'");
        }
    }

    private LabelRequirement Requirement()
    {
        var first = Token();
        if (first == "!") return new LabelRequirement(Identifier("identifier"), LabelOperator.DoesNotExist, []);
        if (IsSymbol(first)) throw Unexpected(first, "!, identifier, or 'end of string'");
        var rest = _at;
        var sign = Token();
        switch (sign)
        {
            case "" or ",":
                _at = rest;
                return new LabelRequirement(first, LabelOperator.Exists, []);
            case "=" or "==":
                return new LabelRequirement(first, LabelOperator.In, [Value()]);
            case "!=":
                return new LabelRequirement(first, LabelOperator.NotIn, [Value()]);
            case "in":
                return new LabelRequirement(first, LabelOperator.In, Values());
            case "notin":
                return new LabelRequirement(first, LabelOperator.NotIn, Values());
            default:
                throw Unexpected(sign, "in, notin, =, ==, !=, gt, lt");
        }
    }

    private string Identifier(string expected)
    {
        var token = Token();
        return token.Length == 0 || IsSymbol(token) ? throw Unexpected(token, expected) : token;
    }

    /// <summary>A value; nothing before a comma or the end is the empty value.</summary>
    private string Value()
    {
        var start = _at;
        var token = Token();
        if (token.Length != 0 && token != ",") return IsSymbol(token) ? throw Unexpected(token, "identifier") : token;
        _at = start;
        return "";
    }

    private List<string> Values()
    {
        if (Token() is var open && open != "(") throw Unexpected(open, "'('");
        var values = new List<string>();
        while (true)
        {
            values.Add(Value());
            var next = Token();
            if (next == ")") return values;
            if (next != ",") throw Unexpected(next, "',' or ')'");
        }
    }

    private string Token()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at])) _at++;
        if (_at >= text.Length) return "";
        foreach (var symbol in (ReadOnlySpan<string>)["==", "!=", "=", "!", ",", "(", ")"])
        {
            if (string.CompareOrdinal(text, _at, symbol, 0, symbol.Length) != 0) continue;
            _at += symbol.Length;
            return symbol;
        }

        var start = _at;
        while (_at < text.Length && !char.IsWhiteSpace(text[_at]) && !"=!,()".Contains(text[_at], StringComparison.Ordinal)) _at++;
        return text[start.._at];
    }

    private static bool IsSymbol(string token) => token is "==" or "!=" or "=" or "!" or "," or "(" or ")";

    private static ApiException Unexpected(string found, string expected) =>
        ApiException.BadRequest($"found '{found}', expected: {expected}");
}
