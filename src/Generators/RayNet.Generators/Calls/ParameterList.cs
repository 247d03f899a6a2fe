using RayNet.Roslyn.Model;

namespace RayNet.Generators.Calls;

/// <summary>The parameters of an overload, and the arguments that it gives to the call.</summary>
internal static class ParameterList
{
    internal static List<ParameterText> Format(ParameterModel[] sent, Overload overload)
    {
        var parameters = new List<ParameterText>(sent.Length + 2);
        for (int i = 0; i < sent.Length; i++)
        {
            ParameterModel parameter = sent[i];
            bool takesReference = TakesReference(parameter, overload);
            string type = takesReference ? $"global::RayNet.Arg<{parameter.Oblivious ?? parameter.Type}>" : parameter.Type;
            string prefix = parameter.IsParams && overload.IsExpanded ? "params " : overload.TakesReferences ? string.Empty : parameter.CallerInfo;
            string suffix = !IsOptional(sent, i, overload) || (parameter.IsParams && overload.IsExpanded) ? string.Empty
                : takesReference ? " = default"
                : " = " + parameter.Default;
            parameters.Add(new ParameterText($"{prefix}{type} {parameter.Identifier}{suffix}", takesReference && parameter.IsNullableReference));
        }

        return parameters;
    }

    internal static IEnumerable<string> Arguments(ParameterModel[] sent, Overload overload)
    {
        for (int i = 0; i < sent.Length; i++)
        {
            ParameterModel parameter = sent[i];
            if (!TakesReference(parameter, overload))
            {
                yield return parameter.Copy is null ? parameter.Identifier : $"{parameter.Copy}({parameter.Identifier})";
                continue;
            }

            string fallback = !IsOptional(sent, i, overload) ? string.Empty : $".Or({(parameter.IsParams ? "[]" : parameter.Default)})";
            yield return $"{parameter.Identifier}{fallback}.Hold({parameter.Copy})";
        }
    }

    private static bool TakesReference(ParameterModel parameter, Overload overload) => overload.TakesReferences && parameter.Kind == ParameterKind.Value;

    /// <summary>A parameter can be left out when it and all that follow can be.</summary>
    private static bool IsOptional(ParameterModel[] sent, int index, Overload overload)
    {
        for (int i = index; i < sent.Length; i++)
        {
            bool isOptional = sent[i].Default is not null
                || (sent[i].IsParams && (overload.IsExpanded || TakesReference(sent[i], overload)));
            if (!isOptional)
            {
                return false;
            }
        }

        return true;
    }
}
