namespace RayNet.Runtime.Queries;

/// <summary>What questions may ask for.</summary>
internal static class QueryChecks
{
    private const int MostItems = 10_000;

    /// <exception cref="InvalidOptionException">The limit of a page is out of range.</exception>
    internal static void Limit(int limit)
    {
        if (limit is < 1 or > MostItems)
        {
            throw new InvalidOptionException($"The limit of a page is {limit}; give 1 to {MostItems}.");
        }
    }

    internal static InvalidOptionException Unknown(string continuation) =>
        new($"'{continuation}' is no continuation of such a page. Give back what the page before had, or none for the first page.");
}
