namespace RayNet.Tests;

/// <summary>What can be made and used by tasks in row 4; <see cref="MatrixActor"/> does the same.</summary>
internal static class Matrix
{
    [Remote]
    public static int MakeNumber() => 7;

    [Remote]
    public static double[] MakeArray(int length) => MatrixActor.Filled(length);

    [Remote]
    public static string UseNumber(int value) => $"{value.GetType().Name} {value}";

    [Remote]
    public static string UseArray(double[] values) => MatrixActor.Describe(values);

    [Remote]
    public static async Task<string> UseNumbers(List<ObjectRef<int>> values) => UseNumber(await values[0]);

    [Remote]
    public static async Task<string> UseArrays(List<ObjectRef<double[]>> values) => UseArray(await values[0]);
}
