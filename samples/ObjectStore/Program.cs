using RayNet;

await using var ray = await Ray.InitAsync();

// Stored once. What happens to the array afterwards does not reach the stored object.
int[] numbers = [1, 2, 3, 4, 5];
ObjectRef<int[]> stored = Ray.Put(numbers);
numbers[0] = 100;
Console.WriteLine(string.Join(" ", await stored));

// A reference goes wherever a value is expected; the task gets the array.
int sum = await Statistics.SumRemote(stored);
Console.WriteLine($"sum {sum}");

public static class Statistics
{
    [Remote] public static int Sum(int[] values) => values.Sum();
}
